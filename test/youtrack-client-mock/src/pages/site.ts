/** What every page needs: who looks, in which theme, and the places of widgets. Stands between the engine and the views. */
import type { Context } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import { harderOf } from '../engine/harder.ts';
import type { WidgetDescription, YouTrack } from '../engine/types.ts';
import { textOf } from '../model/props.ts';
import type { EntityId } from '../model/types.ts';
import type { View } from '../rest/context.ts';
import type { PageData, WidgetData, WidgetEntity } from './page-data.ts';
import { userName } from './read.ts';
import type { GuardFields } from './widget-guard.ts';
import { guardHolds } from './widget-guard.ts';

export interface PagesDependencies {
  /** Address of the emulator without a trailing slash, for example `http://127.0.0.1:8080/youtrack`. */
  readonly baseUrl: string;
  /** The user of a request's session, or the guest. */
  userOf(request: Request): EntityId;
  /** Whether browsers must ask again for every file of a widget. */
  readonly freshAssets: boolean;
}

export interface Visit {
  readonly user: EntityId;
  readonly data: PageData;
  /** Path and query of this page, for links that come back to it. */
  readonly here: string;
  /** Entries of the main menu that come from apps. */
  readonly menu: readonly WidgetDescription[];
}

export class Site {
  /** Path under which everything is mounted, for example `/youtrack`. */
  readonly basePath: string;

  constructor(
    readonly youTrack: YouTrack,
    private readonly deps: PagesDependencies,
  ) {
    this.basePath = new URL(deps.baseUrl).pathname.replace(/\/$/, '');
  }

  /** Reads who looks; `?theme=` is remembered in a cookie. */
  visit(c: Context): Visit {
    const user = this.deps.userOf(c.req.raw);
    const asked = c.req.query('theme');
    if (asked !== undefined) setCookie(c, 'theme', asked, { path: this.basePath || '/', sameSite: 'Lax' });
    const theme = (asked ?? getCookie(c, 'theme')) === 'dark' ? 'dark' : 'light';
    const { login, name } = this.youTrack.read((tx) => ({
      login: textOf(tx, user, 'login'),
      name: userName(tx, user),
    }));
    const here = new URL(c.req.url);
    here.searchParams.delete('theme');
    return {
      user,
      here: here.pathname + here.search,
      menu: this.youTrack.widgets('MAIN_MENU_ITEM', user, null),
      data: {
        basePath: this.basePath,
        theme,
        locale: 'en',
        bareErrors: harderOf(this.youTrack.options).has('bare-errors'),
        me: {
          id: user,
          login,
          name,
          avatarUrl: `${here.origin}${this.basePath}/avatars/${encodeURIComponent(login)}.svg`,
          userType: { id: 'STANDARD_USER' },
        },
      },
    };
  }

  /** Reads with the eyes of the visitor. */
  read<T>({ user }: Visit, work: (view: View) => T): T {
    const { youTrack } = this;
    return youTrack.read((tx) => work({ tx, user, youTrack }));
  }

  /**
   * Widgets of a place in a project whose guards hold, in the order of the engine.
   * @param fields what a guard is told of the entity's custom fields.
   */
  widgetsAt(
    extensionPoint: string,
    visit: Visit,
    project: EntityId | null,
    entity: WidgetEntity | null,
    fields?: GuardFields,
  ): readonly WidgetData[] {
    return this.youTrack
      .widgets(extensionPoint, visit.user, project)
      .filter(({ guard }) => guardHolds(guard, entity && { ...entity, ...(fields && { fields }) }))
      .map((widget) => this.widgetData(widget, entity));
  }

  private widgetData(widget: WidgetDescription, entity: WidgetEntity | null): WidgetData {
    return {
      app: widget.app,
      appId: this.youTrack.apps.find(widget.app)?.id ?? widget.app,
      appTitle: widget.appTitle,
      key: widget.key,
      name: widget.name,
      extensionPoint: widget.extensionPoint,
      indexUrl: `${this.assetsOf(widget)}/widgets/${encodePath(widget.indexPath)}`,
      entity,
      layout: PAGE_PLACES.has(widget.extensionPoint) ? 'page' : 'panel',
      expectedHeight: widget.expectedDimensions?.height ?? null,
      expectedWidth: widget.expectedDimensions?.width ?? null,
    };
  }

  /** Keyed by the app's version, because browsers keep these files for good (youtrack-platform §8). */
  private assetsOf(widget: WidgetDescription): string {
    return `${this.basePath}/app-assets/${encodeURIComponent(widget.app)}/${encodeURIComponent(widget.appVersion)}`;
  }
}

/** Extension points whose widget is a page of its own. */
const PAGE_PLACES: ReadonlySet<string> = new Set([
  'MAIN_MENU_ITEM',
  'ADMINISTRATION_MENU_ITEM',
  'PROJECT_SETTINGS',
  'PROJECT_TAB',
  'HELPDESK_CHANNEL',
  'USER_PROFILE_SETTINGS',
]);

function encodePath(path: string): string {
  return path
    .replace(/\?.*$/, '')
    .replace(/^(\.?\/)?(widgets\/)?/, '')
    .split('/')
    .map(encodeURIComponent)
    .join('/');
}
