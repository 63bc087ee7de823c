/** An app's package as files: what of it YouTrack reads, and what it refuses. Runs nothing. */
import * as v from 'valibot';
import { classNamed, storedType } from '../model/extended-types.ts';
import { YOUTRACK_VERSION } from '../script/core/license.ts';
import type { ExtensionDeclaration } from '../script/entities/native.ts';
import { notList } from './json-object.ts';
import type { SettingsSchema } from './settings-schema.ts';
import { pageProblem, parseSettingsSchema } from './settings-schema.ts';
import { ImportRejected } from './types.ts';

export type PackageFiles = ReadonlyMap<string, Uint8Array>;

/** Of an app or a widget. */
const NameSchema = v.pipe(
  v.string(),
  v.regex(/^[a-z0-9\-_.~]+$/, 'must hold only a-z, 0-9, -, _, . and ~'),
  // It is a part of addresses, where dots alone would lead elsewhere.
  v.regex(/[^.]/, 'must hold more than dots'),
);

/** As JetBrains' schema has it. */
const VersionSchema = v.pipe(
  v.string(),
  v.maxLength(14, 'must have at most 14 characters'),
  v.regex(/^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)$/, 'must be three numbers, such as 1.0.0'),
);

const WidgetSchema = v.looseObject({
  key: NameSchema,
  name: v.string(),
  indexPath: v.pipe(v.string(), v.regex(/^[^?]*index\.html(\?.*)?$/, 'must lead to an index.html')),
  extensionPoint: v.string(),
  permissions: v.optional(v.array(v.string()), []),
  guard: v.optional(v.string()),
  iconPath: v.optional(v.string()),
  description: v.optional(v.string()),
  expectedDimensions: v.optional(
    v.looseObject({ width: v.optional(v.number()), height: v.optional(v.number()) }),
  ),
});

const VendorText = v.nullish(v.string(), null);
const VendorSchema = v.object({ name: VendorText, url: VendorText, email: VendorText });

const ManifestSchema = v.looseObject({
  name: NameSchema,
  title: v.optional(v.string()),
  version: v.optional(VersionSchema, '0.0.0'),
  description: v.optional(v.string()),
  vendor: v.optional(VendorSchema),
  icon: v.optional(v.string()),
  iconDark: v.optional(v.string()),
  minYouTrackVersion: v.optional(VersionSchema),
  maxYouTrackVersion: v.optional(VersionSchema),
  widgets: v.optional(v.array(WidgetSchema), []),
});
export type Manifest = v.InferOutput<typeof ManifestSchema>;

const ExtensionsSchema = v.looseObject({
  entityTypeExtensions: v.array(
    v.looseObject({
      entityType: v.string(),
      properties: v.pipe(
        notList,
        v.record(v.string(), v.looseObject({ type: v.string(), multi: v.optional(v.boolean(), false) })),
      ),
    }),
  ),
});

export interface AppPackage {
  readonly manifest: Manifest;
  readonly settings: SettingsSchema;
  /** Why no page shows the settings; null when one does. */
  readonly settingsProblem: string | null;
  /** By the name of the class. */
  readonly extensions: ReadonlyMap<string, ReadonlyMap<string, ExtensionDeclaration>>;
  /** Sources of the scripts at the root, by file name without `.js`, in the order of their names. */
  readonly scripts: ReadonlyMap<string, string>;
  readonly files: PackageFiles;
}

/** Throws ImportRejected with what an administrator would read. */
export function readPackage(files: PackageFiles): AppPackage {
  const manifest = parsed(files, 'manifest.json', ManifestSchema);
  if (manifest === undefined) throw new ImportRejected('The package has no manifest.json at its root');
  demandVersion(manifest);
  const keys = manifest.widgets.map(({ key }) => key);
  const twice = keys.find((key, index) => keys.indexOf(key) !== index);
  if (twice !== undefined) throw new ImportRejected(`manifest.json: two widgets have the key ${twice}`);
  demandWidgetFiles(manifest, files);
  const scripts = [...files.keys()].filter((path) => /^[^/]+\.js$/.test(path)).sort();
  const settings = jsonOf(files, 'settings.json');
  return {
    manifest,
    settings: parseSettingsSchema(settings),
    settingsProblem: pageProblem(settings),
    extensions: extensionsOf(files),
    scripts: new Map(scripts.map((path) => [path.slice(0, -'.js'.length), text(files.get(path))])),
    files,
  };
}

function demandVersion({ minYouTrackVersion: min, maxYouTrackVersion: max }: Manifest): void {
  if (min !== undefined && compareVersions(YOUTRACK_VERSION, min) < 0) {
    throw new ImportRejected(`The app needs YouTrack ${min} or newer; this is ${YOUTRACK_VERSION}`);
  }
  if (max !== undefined && compareVersions(YOUTRACK_VERSION, max) > 0) {
    throw new ImportRejected(`The app works with YouTrack up to ${max}; this is ${YOUTRACK_VERSION}`);
  }
}

/** A widget's page lies where its `indexPath` says, from the root of the package or from `widgets/`. */
function demandWidgetFiles({ widgets }: Manifest, files: PackageFiles): void {
  for (const { key, indexPath } of widgets) {
    const path = indexPath.replace(/\?.*$/, '').replace(/^\.?\//, '');
    if (!files.has(path) && !files.has(`widgets/${path}`)) {
      throw new ImportRejected(
        `manifest.json: the widget ${key} has the page ${indexPath}, which is not there`,
      );
    }
  }
}

function compareVersions(left: string, right: string): number {
  const numbers = (version: string): number[] => version.split('.').map(Number);
  const wanted = numbers(right);
  for (const [index, part] of numbers(left).entries()) {
    const difference = part - (wanted[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

function extensionsOf(files: PackageFiles): AppPackage['extensions'] {
  const declared = parsed(files, 'entity-extensions.json', ExtensionsSchema);
  const extensions = new Map<string, ReadonlyMap<string, ExtensionDeclaration>>();
  for (const { entityType, properties } of declared?.entityTypeExtensions ?? []) {
    if (storedType(entityType) === undefined) {
      throw new ImportRejected(`entity-extensions.json: ${entityType} cannot be extended here`);
    }
    const known = Object.entries(properties).map(([name, { type, multi }]) => {
      const isScalar = SCALARS.has(type);
      if (!isScalar && storedType(type) === undefined) {
        throw new ImportRejected(
          `entity-extensions.json: ${entityType}.${name} has the unknown type ${type}`,
        );
      }
      if (multi && isScalar) {
        throw new ImportRejected(
          `entity-extensions.json: ${entityType}.${name} is multi, but holds no entities`,
        );
      }
      return [name, { type: classNamed(type), multi }] as const;
    });
    const className = classNamed(entityType);
    extensions.set(className, new Map([...(extensions.get(className) ?? []), ...known]));
  }
  return extensions;
}

const SCALARS: ReadonlySet<string> = new Set(['string', 'integer', 'float', 'boolean']);

function parsed<Schema extends v.GenericSchema>(
  files: PackageFiles,
  path: string,
  schema: Schema,
): v.InferOutput<Schema> | undefined {
  const json = jsonOf(files, path);
  if (json === undefined) return undefined;
  const result = v.safeParse(schema, json);
  if (result.success) return result.output;
  const [issue] = result.issues;
  throw new ImportRejected(`${path}: ${v.getDotPath(issue) ?? 'the file'}: ${issue.message}`);
}

/** Undefined where there is no such file. */
function jsonOf(files: PackageFiles, path: string): unknown {
  const file = files.get(path);
  if (file === undefined) return undefined;
  const json = parsedJson(path, utf8(path, file));
  // A loose object would take a list for one without any of its properties.
  if (Array.isArray(json)) throw new ImportRejected(`${path} must hold an object`);
  return json;
}

function parsedJson(path: string, json: string): unknown {
  try {
    return JSON.parse(json);
  } catch (error) {
    throw new ImportRejected(`${path} is no JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function utf8(path: string, file: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(file);
  } catch (error) {
    throw new ImportRejected(`${path} is no UTF-8`, { cause: error });
  }
}

function text(file: Uint8Array | undefined): string {
  return new TextDecoder().decode(file);
}
