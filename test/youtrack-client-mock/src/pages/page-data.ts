/** What the server's HTML tells the page's script, as JSON in data attributes. Written by the views, parsed by `client/`. */
import * as v from 'valibot';

/** The entity a widget stands on, as `YTApp.entity` shows it; `id` is a database id, which REST takes everywhere. */
export const WidgetEntitySchema = v.looseObject({
  id: v.string(),
  type: v.picklist(['user', 'article', 'ticket', 'project', 'app']),
});
export type WidgetEntity = v.InferOutput<typeof WidgetEntitySchema>;

export const WidgetDataSchema = v.object({
  app: v.string(),
  appId: v.string(),
  appTitle: v.string(),
  key: v.string(),
  name: v.string(),
  extensionPoint: v.string(),
  /** Address of the widget's index.html; its folder is the base of the widget's relative addresses. */
  indexUrl: v.string(),
  entity: v.nullable(WidgetEntitySchema),
  /** `page`: fills the page. `panel`: grows with its content. */
  layout: v.picklist(['page', 'panel']),
  /** Pixels; the height only counts until the widget has told its own. Null: not set in the manifest. */
  expectedHeight: v.nullable(v.number()),
  expectedWidth: v.nullable(v.number()),
});
export type WidgetData = v.InferOutput<typeof WidgetDataSchema>;

export const PageDataSchema = v.object({
  /** Path under which the emulator is mounted, for example `/youtrack`. */
  basePath: v.string(),
  theme: v.picklist(['light', 'dark']),
  locale: v.string(),
  /** Whether a failed call of a handler tells a widget neither its status nor its data (youtrack-platform §15, U16). */
  bareErrors: v.boolean(),
  me: v.object({
    id: v.string(),
    login: v.string(),
    name: v.string(),
    avatarUrl: v.string(),
    userType: v.object({ id: v.string() }),
  }),
});
export type PageData = v.InferOutput<typeof PageDataSchema>;

/** How the page's script writes a custom field through REST. */
export const FieldDataSchema = v.object({
  name: v.string(),
  /** `$type` of the custom field. */
  restType: v.string(),
  kind: v.picklist([
    'name',
    'names',
    'login',
    'logins',
    'period',
    'date',
    'datetime',
    'number',
    'string',
    'text',
  ]),
});
export type FieldData = v.InferOutput<typeof FieldDataSchema>;
