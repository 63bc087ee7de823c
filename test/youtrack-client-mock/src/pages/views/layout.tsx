/** @jsxImportSource hono/jsx */
/** The shell around every page: header with navigation, theme and user, and the data for the page's script. */
import { html } from 'hono/html';
import type { Child } from 'hono/jsx';
import type { Visit } from '../site.ts';

export interface LayoutProps {
  readonly visit: Visit;
  readonly title: string;
  /** The entry of the navigation that is marked. */
  readonly active?: 'issues' | 'projects' | 'articles' | 'dashboard' | 'admin';
  /** Pages of widgets take the whole height and leave scrolling to the widget. */
  readonly fill?: boolean;
  readonly children?: Child;
}

export function Layout({ visit, title, active, fill, children }: LayoutProps) {
  const { basePath, theme, me } = visit.data;
  const otherTheme = theme === 'dark' ? 'light' : 'dark';
  const entries = [
    { key: 'issues', label: 'Issues', path: '/issues' },
    { key: 'projects', label: 'Projects', path: '/projects' },
    { key: 'articles', label: 'Articles', path: '/articles' },
    { key: 'dashboard', label: 'Dashboard', path: '/dashboard' },
    { key: 'admin', label: 'Administration', path: '/admin' },
  ];
  return (
    <>
      {html`<!DOCTYPE html>`}
      <html lang="en" class={`theme-${theme}`}>
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <title>{`${title} · YouTrack emulator`}</title>
          <link rel="icon" href="data:," />
          <link rel="stylesheet" href={`${basePath}/assets/style.css`} />
          <script src={`${basePath}/assets/client.js`} defer></script>
        </head>
        <body class={fill ? 'fill' : ''} data-page={JSON.stringify(visit.data)}>
          <header class="top">
            <a class="brand" href={`${basePath}/issues`}>
              <span class="brand-mark">emu</span>
              YouTrack emulator
            </a>
            <nav aria-label="Main">
              {entries.map(({ key, label, path }) => (
                <a href={basePath + path} aria-current={key === active ? 'page' : undefined}>
                  {label}
                </a>
              ))}
              {visit.menu.map((widget) => (
                <a href={`${basePath}/app/${widget.app}/${widget.key}`}>{widget.name}</a>
              ))}
            </nav>
            <a class="button primary" href={`${basePath}/newIssue`}>
              New issue
            </a>
            <a class="button quiet" href={withTheme(visit.here, otherTheme)} data-test="theme">
              {otherTheme === 'dark' ? 'Dark' : 'Light'}
            </a>
            <a class="button quiet" href={`${basePath}/users/me`}>
              Profile
            </a>
            <a
              class="me"
              href={`${basePath}/login?from=${encodeURIComponent(visit.here)}`}
              title="Switch user"
            >
              <img src={`${basePath}/avatars/${encodeURIComponent(me.login)}.svg`} alt="" />
              <span data-test="me">{me.name}</span>
            </a>
          </header>
          <main>{children}</main>
          <div id="toasts" role="status" aria-live="polite"></div>
        </body>
      </html>
    </>
  );
}

function withTheme(here: string, theme: string): string {
  return `${here}${here.includes('?') ? '&' : '?'}theme=${theme}`;
}
