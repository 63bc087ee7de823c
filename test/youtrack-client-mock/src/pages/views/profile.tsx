/** @jsxImportSource hono/jsx */
/** The profile: who one is, and under Account Security one's permanent tokens. */
import { SERVICES } from '../../rest/permanent-token.ts';
import type { WidgetData } from '../page-data.ts';
import type { Visit } from '../site.ts';
import { Layout } from './layout.tsx';
import { WidgetPlace } from './widget.tsx';

export interface TokenLine {
  readonly id: string;
  readonly name: string;
  readonly scope: string;
  /** A day, `YYYY-MM-DD`. */
  readonly created: string;
}

export interface ProfilePageProps {
  readonly visit: Visit;
  readonly email: string;
  /** Of the tab Account Security; null on the tab General. */
  readonly tokens: readonly TokenLine[] | null;
  readonly widgets: readonly WidgetData[];
  /** `app/key` of the widget whose tab is open. */
  readonly tab: string;
}

export function ProfilePage({ visit, email, tokens, widgets, tab }: ProfilePageProps) {
  const open = widgets.find((widget) => `${widget.app}/${widget.key}` === tab);
  const path = `${visit.data.basePath}/users/me`;
  return (
    <Layout visit={visit} title="Profile" fill={open !== undefined}>
      <h1>{visit.data.me.name}</h1>
      <nav class="tabs" aria-label="Profile">
        <a href={path} aria-current={tokens === null && !open ? 'page' : undefined}>
          General
        </a>
        <a href={`${path}?tab=account-security`} aria-current={tokens === null ? undefined : 'page'}>
          Account Security
        </a>
        {widgets.map((widget) => (
          <a
            href={`${path}?tab=${encodeURIComponent(`${widget.app}/${widget.key}`)}`}
            aria-current={widget === open ? 'page' : undefined}
          >
            {widget.name}
          </a>
        ))}
      </nav>
      {open ? (
        <WidgetPlace widget={open} />
      ) : tokens === null ? (
        <div class="card">
          <p>{`Login: ${visit.data.me.login}`}</p>
          <p>{`Email: ${email || 'none'}`}</p>
        </div>
      ) : (
        <Tokens path={path} tokens={tokens} />
      )}
    </Layout>
  );
}

function Tokens({ path, tokens }: { readonly path: string; readonly tokens: readonly TokenLine[] }) {
  return (
    <section class="card" aria-labelledby="tokens">
      <h2 id="tokens">Tokens</h2>
      <p class="muted">
        With a permanent token another program may do what you may, within its scope. Whoever has it can use
        it until you revoke it.
      </p>
      {tokens.length === 0 ? <p class="muted">You have no permanent tokens.</p> : null}
      <ul class="tokens">
        {tokens.map(({ id, name, scope, created }) => (
          <li>
            <span>
              <strong>{name}</strong> <span class="muted">{`${scope}, since ${created}`}</span>
            </span>
            <form method="post" action={`${path}/tokens/${id}/revoke`}>
              <button type="submit" class="button danger" aria-label={`Revoke ${name}`}>
                Revoke
              </button>
            </form>
          </li>
        ))}
      </ul>
      <a class="button primary" href={`${path}/new-token`}>
        New token…
      </a>
    </section>
  );
}

export interface NewTokenPageProps {
  readonly visit: Visit;
  readonly name: string;
  /** Why the last attempt was refused. */
  readonly problem: string | null;
}

export function NewTokenPage({ visit, name, problem }: NewTokenPageProps) {
  const path = `${visit.data.basePath}/users/me`;
  return (
    <Layout visit={visit} title="New token">
      <h1>New permanent token</h1>
      <form class="card stack" method="post" action={`${path}/tokens`}>
        <label>
          Name
          <input type="text" name="name" value={name} required autocomplete="off" />
        </label>
        <fieldset class="choices">
          <legend>Scope</legend>
          {SERVICES.map((service) => (
            <label>
              <input type="checkbox" name="scope" value={service.id} checked />
              {service.name}
            </label>
          ))}
        </fieldset>
        {problem === null ? null : <p role="alert">{problem}</p>}
        <p class="actions">
          <button type="submit" class="button primary">
            Create
          </button>
          <a class="button" href={`${path}?tab=account-security`}>
            Cancel
          </a>
        </p>
      </form>
    </Layout>
  );
}

export interface TokenPageProps {
  readonly visit: Visit;
  readonly name: string;
  readonly token: string;
}

/** The one and only time that the token itself is shown. */
export function TokenPage({ visit, name, token }: TokenPageProps) {
  return (
    <Layout visit={visit} title="New token">
      <h1>{`Token ${name}`}</h1>
      <div class="card stack">
        <p>Copy the token now: it is not shown again. Keep it secret.</p>
        <label>
          Permanent token
          <input type="text" id="token" value={token} readonly />
        </label>
        <p class="actions">
          <button type="button" class="button primary" data-copy="#token">
            Copy token
          </button>
          <a class="button" href={`${visit.data.basePath}/users/me?tab=account-security`}>
            Done
          </a>
        </p>
      </div>
    </Layout>
  );
}
