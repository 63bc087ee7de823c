/**
 * Guards the shape of a built widget: `dist/widgets/<key>/` holds `index.html`, one script and one style file with
 * relative URLs, and nothing is shared between widgets. YouTrack loads one script per widget; a second chunk may
 * never arrive.
 */
import { readFileSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import * as v from 'valibot';
import { createBuilder, type EnvironmentOptions, type InlineConfig } from 'vite';
import { parse } from 'yaml';
import { compiledMessages, unusedLibrary } from './compile-messages.ts';
import { pruneStyles } from './prune-styles.ts';

export const WIDGET_KEYS = ['settings', 'project', 'issue'] as const;
type WidgetKey = (typeof WIDGET_KEYS)[number];

const WIDGETS = fileURLToPath(new URL('.', import.meta.url));
const PROJECT = resolve(WIDGETS, '..');
const ManifestSchema = v.object({ version: v.string() });

function appVersion(): string {
  return v.parse(ManifestSchema, JSON.parse(readFileSync(resolve(PROJECT, 'manifest.json'), 'utf8'))).version;
}

const ContractSchema = v.object({ info: v.object({ version: v.string() }) });

function contractVersion(): string {
  const text = readFileSync(resolve(PROJECT, 'docs/ducalis-openapi.yaml'), 'utf8');
  return v.parse(ContractSchema, parse(text)).info.version;
}

function widgetBuild(key: WidgetKey, outDir: string): EnvironmentOptions {
  return {
    consumer: 'client',
    build: {
      target: 'es2022',
      outDir,
      emptyOutDir: false,
      modulePreload: false,
      cssCodeSplit: false,
      // A page of settings may be large: it is opened seldom. What the issue panel weighs has a test of its own.
      chunkSizeWarningLimit: 1_000,
      // Ring UI's styles arrive minified, with a selector the minifier complains about.
      cssMinify: false,
      rolldownOptions: {
        input: resolve(WIDGETS, key, 'index.html'),
        // Libraries carry directives of their own tools, which mean nothing in a bundle.
        checks: { moduleLevelDirective: false },
        output: {
          codeSplitting: false,
          entryFileNames: `${key}/${key}.js`,
          assetFileNames: `${key}/${key}[extname]`,
        },
      },
    },
  };
}

/** One Vite environment per widget, so that no chunk is shared. `dist` is the folder of the whole package. */
export function widgetsConfig(dist: string = resolve(PROJECT, 'dist')): InlineConfig {
  const outDir = resolve(dist, 'widgets');
  return {
    configFile: false,
    root: WIDGETS,
    base: '',
    publicDir: false,
    define: {
      APP_VERSION: JSON.stringify(appVersion()),
      CONTRACT_VERSION: JSON.stringify(contractVersion()),
    },
    // Messages are compiled here, so no widget needs the parser that the library brings along.
    resolve: {
      alias: {
        '@formatjs/icu-messageformat-parser': '@formatjs/icu-messageformat-parser/no-parser.js',
      },
    },
    plugins: [react(), compiledMessages(), unusedLibrary(), pruneStyles()],
    experimental: {
      // Page, script and style lie in one folder; the root of the build is the folder above.
      renderBuiltUrl: (file) => `./${basename(file)}`,
    },
    environments: Object.fromEntries(WIDGET_KEYS.map((key) => [key, widgetBuild(key, outDir)])),
    builder: {
      async buildApp(builder) {
        for (const key of WIDGET_KEYS) {
          const environment = builder.environments[key];
          if (environment === undefined) throw new Error(`No build environment for the widget "${key}"`);
          await builder.build(environment);
        }
      },
    },
  };
}

/**
 * Builds every widget into `<dist>/widgets/<key>/` and copies the app's icons to `<dist>/`. Leaves other files of
 * `dist` alone; rejects when a widget does not build.
 */
export async function buildWidgets(dist: string = resolve(PROJECT, 'dist')): Promise<void> {
  const before = process.env.NODE_ENV;
  // Vite follows NODE_ENV, and React is three times as large and slower when it is anything else.
  process.env.NODE_ENV = 'production';
  try {
    const builder = await createBuilder({ ...widgetsConfig(dist), logLevel: 'warn' });
    await builder.buildApp();
  } finally {
    if (before === undefined) delete process.env.NODE_ENV;
    else process.env.NODE_ENV = before;
  }
  await cp(resolve(PROJECT, 'public'), dist, { recursive: true });
}
