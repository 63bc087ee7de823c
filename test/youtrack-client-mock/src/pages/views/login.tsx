/** @jsxImportSource hono/jsx */
/** Choosing a user (nothing here needs a password), and the page that says what is not there. */
import type { Visit } from '../site.ts';
import { Layout } from './layout.tsx';

export interface UserLine {
  readonly login: string;
  readonly name: string;
  readonly email: string;
  readonly banned: boolean;
}

export interface LoginPageProps {
  readonly visit: Visit;
  readonly users: readonly UserLine[];
  /** Where to go on, a path of this site. */
  readonly from: string;
}

export function LoginPage({ visit, users, from }: LoginPageProps) {
  const { basePath, me } = visit.data;
  return (
    <Layout visit={visit} title="Log in">
      <h1>Who are you?</h1>
      <form class="card users" method="post" action={`${basePath}/login`}>
        <input type="hidden" name="from" value={from} />
        {users.map((user) => (
          <button
            type="submit"
            name="login"
            value={user.login}
            disabled={user.banned}
            aria-current={user.login === me.login}
          >
            <img src={`${basePath}/avatars/${encodeURIComponent(user.login)}.svg`} alt="" />
            <span>
              <strong>{user.name}</strong> <span class="muted">{user.login}</span>
              <br />
              <span class="muted">{user.banned ? 'banned' : user.email}</span>
            </span>
          </button>
        ))}
        <button type="submit" name="login" value="">
          <span>
            <strong>Nobody</strong> <span class="muted">look around as the guest</span>
          </span>
        </button>
      </form>
    </Layout>
  );
}

export function MissingPage({ visit, what }: { readonly visit: Visit; readonly what: string }) {
  return (
    <Layout visit={visit} title="Not found">
      <h1>Not found</h1>
      <p>{`${what} is not there, or ${visit.data.me.name || 'you'} may not see it.`}</p>
    </Layout>
  );
}
