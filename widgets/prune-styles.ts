/**
 * Keeps unused styles out of a widget. `@jetbrains/ring-ui-built` ships the styles of all its components as one
 * 190 kB file; its class names stand in its scripts as whole words, so a rule whose class never occurs in the
 * widget's script cannot apply.
 */
import { PurgeCSS } from 'purgecss';
import type { Plugin } from 'vite';

/** Tags, attributes and the widgets' own classes are kept: only Ring UI's class names are known to be whole words. */
const NOT_OF_RING_UI = /^(?!ring-)/;

function words(text: string): string[] {
  return text.match(/[\w-]+/g) ?? [];
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
        const [pruned] = await new PurgeCSS().purge({
          css: [{ raw: Buffer.from(file.source).toString('utf8') }],
          content: scripts.map((raw) => ({ raw, extension: 'js' })),
          defaultExtractor: words,
          safelist: { standard: [NOT_OF_RING_UI] },
        });
        if (pruned === undefined) throw new Error(`No styles left of ${file.fileName}`);
        file.source = pruned.css;
      }
    },
  };
}
