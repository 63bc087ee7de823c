/** Finds texts for a person that stand in the code instead of the catalogue. Reads the code with a real parser. */
import { type ESTree, parseSync, Visitor } from 'vite';

/** Attributes that nobody reads. The value of any other one is read by somebody. */
const NOT_READ = new Set([
  'aria-controls',
  'aria-hidden',
  'aria-labelledby',
  'autoComplete',
  'className',
  'containerClassName',
  'dataTest',
  'iconRightClassName',
  'id',
  'inputClassName',
  'kind',
  'name',
  'rel',
  'role',
  'rows',
  'scope',
  'target',
  'tone',
  'type',
  'value',
]);

/** Properties whose text somebody reads, also a single small word. */
const READ = new Set([
  'description',
  'details',
  'help',
  'label',
  'message',
  'placeholder',
  'reason',
  'sentence',
  'summary',
  'text',
  'title',
  'words',
]);

/** Texts that look like words and are none, each with what it is. */
const NO_WORDS: ReadonlyMap<string, string> = new Map([
  ['button, input, textarea, a[href], [tabindex="0"]', 'a CSS selector'],
  ['HostFailure', 'the name of a class'],
  ['SimpleProjectCustomField', 'a type of YouTrack'],
  ['Ducalis.io', 'a name that is pasted into YouTrack'],
  ['Enter', 'a key'],
  ['open-at ', 'begins a key of the storage'],
  ['[A-Za-z0-9+/=_-]+', 'a part of a pattern'],
  ['<svg class="ring-icon-glyph"', 'a part of a picture'],
]);

const CLASSES_OF_RING_UI = /^ring-[\w-]+( ring-[\w-]+)*$/;

const LETTER = /\p{L}/u;
/** Two words, or one that begins as a sentence does. */
const WORDS = /\p{L}[\p{P}]*\s+[\p{P}]*\p{L}|(?:^|[\s\p{P}])\p{Lu}\p{Ll}/u;
/** A word beside something that is put in. */
const BESIDE = /^\s+\p{L}|\p{L}\p{P}*\s+$/u;

interface Range {
  readonly start: number;
  readonly end: number;
}

/** One line for each text, `path:line "text"`. */
export function wordsIn(path: string, code: string): readonly string[] {
  const { program } = parseSync(path, code, { sourceType: 'module' });
  const ignored: Range[] = [];
  const found = new Map<number, string>();
  const note = ({ start }: Range, text: string): void => {
    if (!NO_WORDS.has(text) && !CLASSES_OF_RING_UI.test(text)) found.set(start, text.trim());
  };
  const noteRead = (value: ESTree.Node | null): void => {
    for (const [node, text] of textsOf(value)) if (LETTER.test(text)) note(node, text);
  };
  const ignore = (node: Range): void => {
    ignored.push(node);
  };

  // An error for a programmer.
  const ignoreError = (node: ESTree.NewExpression): void => {
    if (node.callee.type === 'Identifier' && node.callee.name === 'Error') ignore(node);
  };
  const addText = (node: ESTree.JSXText): void => {
    if (LETTER.test(node.value)) note(node, node.value);
  };
  const addAttribute = (node: ESTree.JSXAttribute): void => {
    const { name, value } = node;
    const attribute = name.type === 'JSXIdentifier' ? name.name : name.name.name;
    if (NOT_READ.has(attribute) || attribute.startsWith('data-')) ignore(node);
    else noteRead(value?.type === 'JSXExpressionContainer' ? value.expression : value);
  };
  const addChildren = ({ children }: ESTree.JSXElement | ESTree.JSXFragment): void => {
    for (const child of children) if (child.type === 'JSXExpressionContainer') noteRead(child.expression);
  };
  const addProperties = ({ properties }: ESTree.ObjectExpression): void => {
    for (const property of properties) {
      if (property.type !== 'Property' || property.key.type !== 'Identifier') continue;
      if (READ.has(property.key.name)) noteRead(property.value);
    }
  };
  const addLiteral = (node: Range & { readonly value: unknown }): void => {
    const { value } = node;
    if (typeof value === 'string' && (WORDS.test(value) || BESIDE.test(value))) note(node, value);
  };
  const addTemplate = (node: ESTree.TemplateLiteral): void => {
    for (const { value } of node.quasis) {
      const text = value.cooked ?? value.raw;
      if (WORDS.test(text) || (node.expressions.length > 0 && BESIDE.test(text))) note(node, text);
    }
  };
  new Visitor({
    ImportDeclaration: ignore,
    ExportAllDeclaration: ignore,
    TSLiteralType: ignore,
    NewExpression: ignoreError,
    JSXText: addText,
    JSXAttribute: addAttribute,
    JSXElement: addChildren,
    JSXFragment: addChildren,
    ObjectExpression: addProperties,
    Literal: addLiteral,
    TemplateLiteral: addTemplate,
  }).visit(program);

  return [...found]
    .filter(([at]) => !ignored.some(({ start, end }) => at >= start && at < end))
    .map(([at, text]) => `${path}:${code.slice(0, at).split('\n').length} "${text}"`);
}

/** The texts that an expression may come to, as far as they stand in it. */
function textsOf(node: ESTree.Node | null): readonly (readonly [Range, string])[] {
  switch (node?.type) {
    case 'Literal':
      return typeof node.value === 'string' ? [[node, node.value]] : [];
    case 'TemplateLiteral':
      return node.quasis.map(({ value }) => [node, value.cooked ?? value.raw]);
    case 'ConditionalExpression':
      return [...textsOf(node.consequent), ...textsOf(node.alternate)];
    case 'LogicalExpression':
      return [...textsOf(node.left), ...textsOf(node.right)];
    case 'BinaryExpression':
      return node.operator === '+' ? [...textsOf(node.left), ...textsOf(node.right)] : [];
    default:
      return [];
  }
}
