/** A widget in `manifest.json` by itself. YouTrack reports no wrong word: the widget just never shows (youtrack-platform §8). */
import * as v from 'valibot';
import { EXTENSION_POINTS, PERMISSIONS } from './youtrack-vocabulary.ts';

export const Sentence = v.pipe(
  v.string('must be a text'),
  v.check((text) => text.trim() !== '', 'must not be blank'),
);
export const Key = v.pipe(
  v.string('must be a text'),
  v.regex(/^[a-z\d\-._]+$/, 'may hold only lowercase letters, digits, hyphens, periods and underscores'),
  v.maxLength(64, 'must have at most 64 characters'),
);
export const Icon = v.pipe(
  v.string('must be a text'),
  v.regex(/\.(?:svg|png|jpg|jpeg|ico)$/, 'must name an svg, png, jpg or ico file'),
);
const Pixels = v.pipe(v.number('must be a number'), v.integer('must be a whole number of pixels'));
/** Valibot takes a list for an object. */
const NoList = v.custom<object>((value) => !Array.isArray(value), 'must be an object');
const dimensions = <Side extends v.GenericSchema>(side: Side) =>
  v.pipe(NoList, v.looseObject({ width: v.optional(side), height: v.optional(side) }, 'must be an object'));

export const WidgetSchema = v.looseObject({
  key: Key,
  name: Sentence,
  indexPath: v.pipe(
    v.string('must be a text'),
    v.regex(/(?:^|\/)index\.html(?:\?.*)?$/, 'must lead to an index.html'),
  ),
  extensionPoint: v.picklist(EXTENSION_POINTS, 'is no extension point of YouTrack'),
  description: v.optional(v.string('must be a text')),
  iconPath: v.optional(Icon),
  permissions: v.optional(
    v.pipe(
      v.array(v.picklist(PERMISSIONS, 'is no permission of YouTrack'), 'must be a list'),
      v.minLength(1, 'must not be empty'),
      v.check((names) => new Set(names).size === names.length, 'must not name a permission twice'),
    ),
  ),
  settingsSchemaPath: v.optional(
    v.pipe(v.string('must be a text'), v.regex(/\.json$/, 'must name a JSON file')),
  ),
  expectedDimensions: v.optional(dimensions(Pixels)),
  defaultDimensions: v.optional(dimensions(v.string('must be a text'))),
  showHeader: v.optional(v.boolean('must be true or false')),
});

export type ManifestWidget = v.InferOutput<typeof WidgetSchema>;
