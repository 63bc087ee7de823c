/** Which messages the code asks for, and with which values. Reads the code with a real parser. */
import {
  isLiteralElement,
  isPluralElement,
  isPoundElement,
  isSelectElement,
  isTagElement,
  type MessageFormatElement,
  parse,
} from '@formatjs/icu-messageformat-parser';
import { type ESTree, parseSync, Visitor } from 'vite';

/** The functions that take the id of a message, and whether they draw tags. */
const ASKING: ReadonlyMap<string, boolean> = new Map([
  ['t', false],
  ['message', false],
  ['rich', true],
]);
/** Every message may have these tags. */
const COMMON_TAGS = ['b', 'bdi'];

export interface Use {
  readonly path: string;
  readonly line: number;
  /** Each matches the whole id of one message, or of a family of them. */
  readonly ids: readonly RegExp[];
  readonly values: readonly string[];
  readonly drawsTags: boolean;
}

/** @throws Error for a call whose id or values cannot be read off the code. */
export function usesIn(path: string, code: string): readonly Use[] {
  const { program } = parseSync(path, code, { sourceType: 'module' });
  const uses: Use[] = [];
  const addCall = ({ callee, arguments: [id, values], start }: ESTree.CallExpression): void => {
    if (callee.type !== 'Identifier') return;
    const drawsTags = ASKING.get(callee.name);
    if (drawsTags === undefined) return;
    const line = code.slice(0, start).split('\n').length;
    const unclear = (what: string) =>
      new Error(`${path}:${line} ${what} must stand in the call of ${callee.name}()`);
    const ids = patternsOf(id);
    if (ids === null) throw unclear('the id');
    const names = namesOf(values);
    if (names === null) throw unclear('the names of the values');
    uses.push({ path, line, ids, values: names, drawsTags });
  };
  new Visitor({ CallExpression: addCall }).visit(program);
  return uses;
}

function patternsOf(id: ESTree.Node | undefined): readonly RegExp[] | null {
  if (id?.type === 'Literal' && typeof id.value === 'string') return [patternOf([id.value])];
  if (id?.type === 'TemplateLiteral') return [patternOf(id.quasis.map(({ value }) => value.raw))];
  if (id?.type !== 'ConditionalExpression') return null;
  const [yes, no] = [patternsOf(id.consequent), patternsOf(id.alternate)];
  return yes === null || no === null ? null : [...yes, ...no];
}

function patternOf(parts: readonly string[]): RegExp {
  const quoted = parts.map((part) => part.replaceAll('.', '\\.'));
  return new RegExp(`^${quoted.join('[^.]+')}$`);
}

function namesOf(values: ESTree.Node | undefined): readonly string[] | null {
  if (values === undefined) return [];
  if (values.type !== 'ObjectExpression') return null;
  const names = values.properties.map((property) =>
    property.type === 'Property' && property.key.type === 'Identifier' ? property.key.name : null,
  );
  return names.every((name) => name !== null) ? names : null;
}

/** What is wrong with a use, in words; empty: nothing. */
export function problemsOf(use: Use, catalogue: Readonly<Record<string, string>>): readonly string[] {
  const at = (words: string) => `${use.path}:${use.line} ${words}`;
  const texts = Object.entries(catalogue).filter(([id]) => use.ids.some((pattern) => pattern.test(id)));
  const unknown = use.ids.filter((pattern) => !texts.some(([id]) => pattern.test(id)));
  const asked = texts.map(([id, text]) => ({ id, names: placesOf(text, use.drawsTags) }));
  const all = new Set(asked.flatMap(({ names }) => names));
  return [
    ...unknown.map(({ source }) => at(`asks for ${source}, which is not in the catalogue`)),
    ...asked.flatMap(({ id, names }) =>
      names.filter((name) => !use.values.includes(name)).map((name) => at(`gives no {${name}} to ${id}`)),
    ),
    ...use.values.filter((name) => !all.has(name)).map((name) => at(`gives {${name}}, which no message has`)),
  ];
}

/** What has to be given to a message. Tags count, except those that every message may have where tags are drawn. */
export function placesOf(text: string, drawsTags: boolean): readonly string[] {
  const names = new Set<string>();
  const collect = (elements: readonly MessageFormatElement[]): void => {
    for (const element of elements) {
      if (isLiteralElement(element) || isPoundElement(element)) continue;
      if (!isTagElement(element) || !drawsTags || !COMMON_TAGS.includes(element.value)) {
        names.add(element.value);
      }
      if (isTagElement(element)) collect(element.children);
      if (isPluralElement(element) || isSelectElement(element)) {
        for (const { value } of Object.values(element.options)) collect(value);
      }
    }
  };
  collect(parse(text));
  return [...names];
}
