/** The `fields=` parameter: names with nested names in parentheses. */
import { badRequest, notEmulated } from './errors.ts';

/** Names asked for, each with the names asked for inside it; an empty map asks for the entity's id only. */
export interface FieldTree extends ReadonlyMap<string, FieldTree> {}

type Growing = Map<string, Growing>;

/** Somebody has read them, but nobody tells in which shape (youtrack-platform §5). */
const NO_EXTENSION_PROPERTIES =
  'This emulator does not show extensionProperties: JetBrains does not tell how REST does; read them in a handler of the app';

const TOKEN = /\s*([$@\w-]+|[(),])\s*/y;

/**
 * @param text as in the address; empty or absent asks for nothing in particular.
 * @throws RestError 400 as recorded when names, commas and parentheses don't fit together; 501 for extension properties,
 *   which an app would miss without a word.
 */
export function parseFields(text: string | undefined): FieldTree {
  const root: Growing = new Map();
  if (text === undefined || text.trim() === '') return root;
  const open: Growing[] = [];
  let level = root;
  let last: Growing | undefined;
  for (const token of tokens(text)) {
    if (token === '(') {
      if (!last) throw invalid();
      open.push(level);
      level = last;
      last = undefined;
    } else if (token === ')') {
      const outer = open.pop();
      if (!outer || !last) throw invalid();
      level = outer;
    } else if (token === ',') {
      if (!last) throw invalid();
      last = undefined;
    } else {
      if (last) throw invalid();
      if (token === 'extensionProperties') throw notEmulated(NO_EXTENSION_PROPERTIES);
      last = level.get(token) ?? new Map();
      level.set(token, last);
    }
  }
  if (open.length > 0 || !last) throw invalid();
  return root;
}

function* tokens(text: string): Iterable<string> {
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length) {
    const token = TOKEN.exec(text)?.[1];
    if (token === undefined) throw invalid();
    const next = TOKEN.lastIndex;
    yield token;
    TOKEN.lastIndex = next;
  }
}

function invalid(): Error {
  return badRequest('Query string has invalid syntax');
}
