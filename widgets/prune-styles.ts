/**
 * Keeps unused styles out of a widget. `@jetbrains/ring-ui-built` ships the styles of all its components as one
 * 190 kB file; its class names stand in its scripts as whole words, so a rule whose class never occurs in the
 * widget's script cannot apply. Variables, animations and places of popups go with the last rule that names them.
 */
import { transform } from 'lightningcss';
import { PurgeCSS } from 'purgecss';
import type { Plugin } from 'vite';

/** Tags, attributes and the widgets' own classes are kept: only Ring UI's class names are known to be whole words. */
const NOT_OF_RING_UI = /^(?!ring-)/;

function words(text: string): string[] {
  return text.match(/[\w-]+/g) ?? [];
}

async function withoutUnused(styles: string, scripts: readonly string[]): Promise<string> {
  const [pruned] = await new PurgeCSS().purge({
    css: [{ raw: styles }],
    content: scripts.map((raw) => ({ raw, extension: 'js' })),
    defaultExtractor: words,
    safelist: {
      standard: [NOT_OF_RING_UI],
      variables: scripts.flatMap(words).filter((word) => word.startsWith('--')),
    },
    variables: true,
    keyframes: true,
    fontFace: true,
  });
  if (pruned === undefined) throw new Error('No styles left');
  return pruned.css;
}

/** Minified only now: whole, Ring UI's styles hold a selector the minifier complains about. */
function minified(styles: string, scripts: readonly string[]): string {
  const named = new Set(scripts.flatMap(words));
  const { code } = transform({
    filename: 'widget.css',
    code: Buffer.from(styles),
    minify: true,
    visitor: {
      Rule: {
        'position-try': ({ value }) => (named.has(value.name) ? undefined : []),
      },
    },
  });
  return Buffer.from(code).toString('utf8');
}

export function pruneStyles(): Plugin {
  return {
    name: 'prune-styles',
    apply: 'build',
    enforce: 'post',
    async generateBundle(_options, bundle) {
      const files = Object.values(bundle);
      const scripts = files.flatMap((file) => (file.type === 'chunk' ? [file.code] : []));
      for (const file of files) {
        if (file.type !== 'asset' || !file.fileName.endsWith('.css')) continue;
        const styles = Buffer.from(file.source).toString('utf8');
        file.source = minified(await withoutUnused(styles, scripts), scripts);
      }
    },
  };
}
