/**
 * `manifest.json` by itself: what YouTrack requires of it, and what JetBrains Marketplace refuses at upload
 * (youtrack-platform §9).
 */
import * as v from 'valibot';
import { parseDeclaration } from './declaration.ts';
import { Icon, Key, Sentence, WidgetSchema } from './manifest-widget.ts';
import type { Problem } from './problem.ts';
import { checkPlace } from './widget-places.ts';

const VERSION = /^(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)$/;

const Version = v.pipe(
  v.string('must be a text'),
  v.regex(VERSION, 'must have the form major.minor.bugfix'),
  v.maxLength(14, 'must have at most 14 characters'),
);
const YouTrackVersion = v.pipe(
  Version,
  v.check((text) => {
    const [major = 0, minor = 0, patch = 0] = text.split('.').map(Number);
    return major <= 3000 && minor < 100 && patch < 1_000_000;
  }, 'must have a major version up to 3000, a minor one under 100 and a patch under 1000000'),
);
const Url = v.pipe(
  v.string('must be a text'),
  v.check(isWebAddress, 'must be an address that begins with http:// or https://'),
  v.maxLength(255, 'must have at most 255 characters'),
);

const ManifestSchema = v.looseObject({
  $schema: v.optional(v.string('must be a text')),
  name: Key,
  title: v.pipe(
    Sentence,
    v.maxLength(64, 'must have at most 64 characters'),
    v.regex(
      /^[\p{L}\p{N} .,+_\-/:()#'&[\]|]+$/u,
      "may hold only letters, digits, spaces and . , + _ - / : ( ) # ' & [ ] |",
    ),
  ),
  description: Sentence,
  version: Version,
  vendor: v.optional(
    v.looseObject({
      name: Sentence,
      url: v.optional(Url),
      email: v.optional(v.pipe(v.string('must be a text'), v.email('must be an email address'))),
    }),
  ),
  url: v.optional(Url),
  icon: v.optional(Icon),
  iconDark: v.optional(Icon),
  minYouTrackVersion: v.optional(YouTrackVersion),
  maxYouTrackVersion: v.optional(YouTrackVersion),
  changeNotes: v.optional(
    v.pipe(v.string('must be a text'), v.maxLength(65_000, 'must have at most 65000 characters')),
  ),
  aiToolPrefix: v.optional(
    v.pipe(
      v.string('must be a text'),
      v.regex(/^[A-Za-z\d._-]+$/, 'may hold only letters, digits, hyphens, periods and underscores'),
    ),
  ),
  visual: v.optional(v.boolean('must be true or false')),
  widgets: v.optional(v.pipe(v.array(WidgetSchema), v.minLength(1, 'must not be empty')), []),
});

export type Manifest = v.InferOutput<typeof ManifestSchema>;

/** The manifest, or null with the reasons in `problems` when it can't be relied on. */
export function checkManifest(text: string | null, problems: Problem[]): Manifest | null {
  const file = 'manifest.json';
  if (text === null) {
    problems.push({ file, sentence: 'The package has no manifest.json at its root.' });
    return null;
  }
  const manifest = parseDeclaration(file, text, ManifestSchema, problems);
  if (manifest === null) return null;
  const { minYouTrackVersion: min, maxYouTrackVersion: max, widgets } = manifest;
  if (min !== undefined && max !== undefined && compareVersions(min, max) > 0) {
    problems.push({ file, sentence: `minYouTrackVersion ${min} is above maxYouTrackVersion ${max}.` });
  }
  for (const widget of widgets) checkPlace(widget, problems);
  for (const part of ['key', 'name'] as const) {
    for (const value of repeated(widgets.map((widget) => widget[part]))) {
      problems.push({ file, sentence: `Two widgets have the ${part} "${value}".` });
    }
  }
  return manifest;
}

/** Negative when `left` is the older one. */
export function compareVersions(left: string, right: string): number {
  return left.localeCompare(right, 'en', { numeric: true });
}

function repeated(values: readonly string[]): string[] {
  return [...new Set(values.filter((value, index) => values.indexOf(value) !== index))];
}

function isWebAddress(text: string): boolean {
  return /^https?:\/\//.test(text) && URL.canParse(text);
}
