/** Compiles the catalogue when a widget is built: what ICU syntax means is known then, so that no widget carries a parser. */
import { parse } from '@formatjs/icu-messageformat-parser';
import * as v from 'valibot';
import { type Plugin, parseSync } from 'vite';
import type { Catalogue } from './messages/words.ts';

const CATALOGUE = /\/widgets\/messages\/[\w-]+\/[\w-]+\.json$/;
const MessagesSchema = v.record(v.string(), v.string());

/** @throws SyntaxError for a message that is not ICU. */
export function compileMessages(messages: Readonly<Record<string, string>>): Catalogue {
  return Object.fromEntries(
    Object.entries(messages).map(([id, text]) => {
      const syntax = parse(text, { requiresOtherClause: true, shouldParseSkeletons: false });
      const [only, ...more] = syntax;
      // A text without places needs no syntax.
      return [id, only?.type === 0 && more.length === 0 ? only.value : syntax];
    }),
  );
}

export function compiledMessages(): Plugin {
  return {
    name: 'compiled-messages',
    enforce: 'pre',
    transform: {
      filter: { id: CATALOGUE },
      handler: (code) => ({
        code: `export default ${JSON.stringify(compileMessages(v.parse(MessagesSchema, JSON.parse(code))))};`,
        moduleType: 'js',
        map: null,
      }),
    },
  };
}

const LIBRARY = /\/intl-messageformat\/index\.js$/;

/**
 * Lets a bundle drop the classes of the library, of which the widgets use one function alone: 1.2 kB gzipped. They set
 * their own defaults as they are defined, so a bundler keeps them unless it is told that this has no effect.
 */
export function unusedLibrary(): Plugin {
  return {
    name: 'unused-library',
    transform: {
      filter: { id: LIBRARY },
      handler: (code, id) => {
        const { program } = parseSync(id, code);
        const classes = program.body
          .flatMap((node) => (node.type === 'VariableDeclaration' ? node.declarations : []))
          .flatMap(({ init }) => (init?.type === 'ClassExpression' ? [init] : []));
        return classes.reduceRight(
          (text, { start, end }) =>
            `${text.slice(0, start)}/* @__PURE__ */ (() => ${text.slice(start, end)})()${text.slice(end)}`,
          code,
        );
      },
    },
  };
}
