/** Choosing who looks at the pages. There are no passwords: an emulator guards nothing. */
import type { Hono } from 'hono';
import { deleteCookie, setCookie } from 'hono/cookie';
import { flagOf, textOf } from '../model/props.ts';
import type { Transaction } from '../model/transaction.ts';
import { userName } from './read.ts';
import { sendPage } from './respond.ts';
import type { Site } from './site.ts';
import type { UserLine } from './views/login.tsx';
import { LoginPage } from './views/login.tsx';

export function addLoginRoutes(pages: Hono, site: Site): void {
  const path = site.basePath || '/';

  /** Only paths of this site, so that a link to the login cannot lead elsewhere. */
  const safeTarget = (from: string): string =>
    from.startsWith(`${site.basePath}/`) && !from.startsWith('//') ? from : `${site.basePath}/issues`;

  pages.get('/login', (c) => {
    const users = site.youTrack.read(listUsers);
    return sendPage(
      c,
      LoginPage({ visit: site.visit(c), users, from: safeTarget(c.req.query('from') ?? '') }),
    );
  });

  pages.post('/login', async (c) => {
    const form = await c.req.parseBody();
    const login = typeof form.login === 'string' ? form.login : '';
    if (login === '') deleteCookie(c, 'session', { path });
    else setCookie(c, 'session', login, { path, sameSite: 'Lax', httpOnly: true });
    return c.redirect(safeTarget(typeof form.from === 'string' ? form.from : ''), 303);
  });
}

function listUsers(tx: Transaction): readonly UserLine[] {
  return [...tx.all('User')]
    .filter((user) => !flagOf(tx, user, 'system') && !flagOf(tx, user, 'guest'))
    .map((user) => ({
      login: textOf(tx, user, 'login'),
      name: userName(tx, user),
      email: textOf(tx, user, 'email'),
      banned: flagOf(tx, user, 'banned'),
    }));
}
