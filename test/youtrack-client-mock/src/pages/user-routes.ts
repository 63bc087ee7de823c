/** The card of a user, where widgets may stand on them. */
import type { Hono } from 'hono';
import { textOf } from '../model/props.ts';
import type { EntityId } from '../model/types.ts';
import { may } from '../rest/context.ts';
import { userByLogin } from '../rest/lookup.ts';
import type { WidgetEntity } from './page-data.ts';
import { userName } from './read.ts';
import { sendMissing, sendPage } from './respond.ts';
import type { Site } from './site.ts';
import { UserCardPage } from './views/user-card.tsx';

export function addUserRoutes(pages: Hono, site: Site): void {
  pages.get('/users/:login', (c) => {
    const visit = site.visit(c);
    const login = c.req.param('login');
    const user = site.read(visit, (view) => {
      const id = userByLogin(view.tx, login);
      if (id === undefined || (id !== visit.user && !may(view, 'READ_USER_BASIC', 'any'))) return undefined;
      return { id, login, name: userName(view.tx, id), email: textOf(view.tx, id, 'email') };
    });
    if (!user) return sendMissing(c, visit, `The user ${login}`);
    const widgets = site.widgetsAt('USER_CARD', visit, null, userEntity(user.id, login));
    return sendPage(c, UserCardPage({ visit, user, widgets }));
  });
}

/** `YTApp.entity` of a widget that stands on a user. */
export function userEntity(id: EntityId, login: string): WidgetEntity {
  return { id, type: 'user', login };
}
