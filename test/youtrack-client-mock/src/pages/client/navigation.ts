/** `host.navigation`: the part of a full page's address that belongs to the app (youtrack-platform §8). */
import type { WidgetData } from '../page-data.ts';
import { page } from './page.ts';

/** `search` and `hash` without their leading mark. */
export interface AppLocation {
  readonly pathname: string;
  readonly search: string;
  readonly hash: string;
}

/** Only parameters with this prefix reach the widget, which sees them without it. */
const PREFIX = 'app_';

export interface Navigation {
  getAppLocation(): Promise<AppLocation>;
  updateAppLocation(location: Partial<AppLocation>): Promise<void>;
  replaceAppLocation(location: Partial<AppLocation>): Promise<void>;
}

/** @param changed called after every change of the app's part, also by the browser's Back and Forward */
export function navigation(widget: WidgetData, changed: (location: AppLocation) => void): Navigation {
  const place = widget.extensionPoint === 'ADMINISTRATION_MENU_ITEM' ? 'admin/app' : 'app';
  const root = `${page.basePath}/${place}/${widget.app}/${widget.key}`;

  const read = (): AppLocation => ({
    pathname: decodeURI(location.pathname.slice(root.length)),
    search: appParams(location.search.slice(1)),
    hash: location.hash.includes('=') ? appParams(location.hash.slice(1)) : location.hash.slice(1),
  });

  const address = (part: Partial<AppLocation>): string => {
    const { pathname, search, hash } = { ...read(), ...part };
    const path = pathname === '' || pathname.startsWith('/') ? pathname : `/${pathname}`;
    const params = new URLSearchParams(location.search);
    for (const name of [...params.keys()]) if (name.startsWith(PREFIX)) params.delete(name);
    for (const [name, value] of new URLSearchParams(search)) params.append(PREFIX + name, value);
    const fragment = hash.includes('=') ? prefixed(hash) : hash;
    return `${root}${path}${params.size > 0 ? `?${params}` : ''}${fragment === '' ? '' : `#${fragment}`}`;
  };

  window.addEventListener('popstate', () => changed(read()));
  return {
    getAppLocation: async () => read(),
    updateAppLocation: async (part) => {
      history.pushState(null, '', address(part));
      changed(read());
    },
    replaceAppLocation: async (part) => {
      history.replaceState(null, '', address(part));
      changed(read());
    },
  };
}

function appParams(query: string): string {
  const own = [...new URLSearchParams(query)].filter(([name]) => name.startsWith(PREFIX));
  return new URLSearchParams(own.map(([name, value]) => [name.slice(PREFIX.length), value])).toString();
}

function prefixed(query: string): string {
  return new URLSearchParams(
    [...new URLSearchParams(query)].map(([name, value]) => [PREFIX + name, value]),
  ).toString();
}
