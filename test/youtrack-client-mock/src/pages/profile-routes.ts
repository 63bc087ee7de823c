/** One's own profile, where permanent tokens are made and revoked. A token is in one answer only, never in an address. */
import type { Context, Hono } from 'hono';
import { flagOf, numberOf, textOf } from '../model/props.ts';
import type { ServiceName } from '../rest/permanent-token.ts';
import { createToken, SERVICES, servicesOf, tokensOf } from '../rest/permanent-token.ts';
import { sendPage } from './respond.ts';
import type { Site, Visit } from './site.ts';
import { userEntity } from './user-routes.ts';
import type { TokenLine } from './views/profile.tsx';
import { NewTokenPage, ProfilePage, TokenPage } from './views/profile.tsx';

const PROFILE = '/users/me';

export function addProfileRoutes(pages: Hono, site: Site): void {
  const security = `${site.basePath}${PROFILE}?tab=account-security`;

  /** The guest has no profile. */
  const owned =
    (show: (c: Context, visit: Visit) => Response | Promise<Response>) =>
    (c: Context): Response | Promise<Response> => {
      const visit = site.visit(c);
      if (!site.youTrack.read((tx) => flagOf(tx, visit.user, 'guest'))) return show(c, visit);
      return c.redirect(`${site.basePath}/login?from=${encodeURIComponent(visit.here)}`);
    };

  pages.get(
    PROFILE,
    owned((c, visit) => {
      const email = site.youTrack.read((tx) => textOf(tx, visit.user, 'email'));
      const tab = c.req.query('tab') ?? '';
      const tokens = tab === 'account-security' ? tokenLines(site, visit) : null;
      const entity = userEntity(visit.user, visit.data.me.login);
      const widgets = site.widgetsAt('USER_PROFILE_SETTINGS', visit, null, entity);
      return sendPage(c, ProfilePage({ visit, email, tokens, widgets, tab }));
    }),
  );

  pages.get(
    `${PROFILE}/new-token`,
    owned((c, visit) => sendPage(c, NewTokenPage({ visit, name: '', problem: null }))),
  );

  pages.post(
    `${PROFILE}/tokens`,
    owned(async (c, visit) => {
      const form = await c.req.parseBody({ all: true });
      const name = typeof form.name === 'string' ? form.name.trim() : '';
      const asked: readonly unknown[] = Array.isArray(form.scope) ? form.scope : [form.scope];
      const scope: readonly ServiceName[] = SERVICES.filter((one) => asked.includes(one.id)).map(
        (one) => one.name,
      );
      const problem =
        name === '' ? 'Name is required' : scope.length === 0 ? 'Choose at least one scope' : null;
      if (problem !== null) return sendPage(c, NewTokenPage({ visit, name, problem }), 400);
      const created = site.youTrack.now();
      const token = site.youTrack.administer(visit.user, (tx) => {
        return textOf(tx, createToken(tx, { user: visit.user, name, scope, created }), 'token');
      });
      return sendPage(c, TokenPage({ visit, name, token }));
    }),
  );

  pages.post(
    `${PROFILE}/tokens/:token/revoke`,
    owned((c, visit) => {
      const token = c.req.param('token') ?? '';
      site.youTrack.administer(visit.user, (tx) => {
        if (tokensOf(tx, visit.user).includes(token)) tx.set(token, 'revoked', true);
      });
      return c.redirect(security, 303);
    }),
  );
}

function tokenLines(site: Site, { user }: Visit): readonly TokenLine[] {
  return site.youTrack.read((tx) =>
    tokensOf(tx, user).map((id) => ({
      id,
      name: textOf(tx, id, 'name'),
      scope: servicesOf(tx, id)
        .map(({ name }) => name)
        .join(', '),
      created: new Date(numberOf(tx, id, 'created')).toISOString().slice(0, 10),
    })),
  );
}
