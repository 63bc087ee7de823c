/** Finds what keeps a test from running: a test that is left out on one machine proves nothing there, and nobody notices. */
import { type ESTree, parseSync, Visitor } from 'vite';

/** Words of Vitest that leave a test out, leave out the others, or let it fail. */
const WORDS: ReadonlySet<string> = new Set(['skip', 'skipIf', 'runIf', 'todo', 'only', 'fails']);

/** One line for each use of such a word in the source of a test or of what tests share. */
export function leftOutTests(path: string, text: string): string[] {
  const { program } = parseSync(path, text, { sourceType: 'module' });
  const fromVitest = new Set<string>();
  const found: { readonly start: number; readonly word: string }[] = [];
  const add = (node: ESTree.Node, word: string | null) => {
    if (word !== null && WORDS.has(word)) found.push({ start: node.start, word });
  };
  const addKeys = (properties: readonly ESTree.Node[]) => {
    for (const each of properties) if (each.type === 'Property') add(each, nameOf(each.key, each.computed));
  };
  const learn = ({ source, specifiers }: ESTree.ImportDeclaration) => {
    if (source.value === 'vitest') for (const { local } of specifiers) fromVitest.add(local.name);
  };
  // `it.skip`, `it['skip']`, `context.skip()`
  const addMember = ({ property, computed }: ESTree.MemberExpression) =>
    add(property, nameOf(property, computed));
  // `({ skip }) => …`, `const { only } = test`
  const addTaken = ({ properties }: ESTree.ObjectPattern) => addKeys(properties);
  // `test('a name', { skip: true }, …)`
  const addOptions = (call: ESTree.CallExpression) => {
    const root = rootOf(call);
    if (root.type !== 'Identifier' || !fromVitest.has(root.name) || root.name === 'expect') return;
    for (const each of call.arguments) if (each.type === 'ObjectExpression') addKeys(each.properties);
  };
  new Visitor({
    ImportDeclaration: learn,
    MemberExpression: addMember,
    ObjectPattern: addTaken,
    CallExpression: addOptions,
  }).visit(program);
  return found.map(({ start, word }) => `${path}:${text.slice(0, start).split('\n').length} uses ${word}`);
}

/** `it` of `it.concurrent.each([])('a name', …)`. */
function rootOf(node: ESTree.Node): ESTree.Node {
  if (node.type === 'CallExpression') return rootOf(node.callee);
  return node.type === 'MemberExpression' ? rootOf(node.object) : node;
}

function nameOf(node: ESTree.Node, computed: boolean): string | null {
  if (node.type === 'Literal') return typeof node.value === 'string' ? node.value : null;
  return node.type === 'Identifier' && !computed ? node.name : null;
}
