/** Finds paths that lead out of the repository: what lies beside one copy of it is missing beside the next. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { dirname, join as joinPosix } from 'node:path/posix';
import { type ESTree, parseSync, Visitor } from 'vite';
import { PROJECT_ROOT } from '../../tools/project.ts';

const SOURCE = /\.[cm]?[jt]sx?$/;
const UP = /^\.\.(?:\/|$)/;
const UP_ANYWHERE = /(?<![\w.])(?:\.\.\/)+[\w@.][\w@./-]*/g;

const OUT_OF_ROOT = 'what is above PROJECT_ROOT';

/** Not paths of files: what tests send to see it refused. */
const SENT: ReadonlySet<string> = new Set(['../evil.js', '../../issues/DEMO-1']);

/**
 * One line for each path upwards that leads to nothing in the repository. A path is taken from the folder of its file,
 * so that one which is meant from the root, such as `../beside`, leads to nothing, too.
 */
export function outsidePaths(path: string, text: string): string[] {
  const paths = SOURCE.test(path) ? pathsInSource(path, text) : (text.match(UP_ANYWHERE) ?? []);
  return paths
    .filter((each) => each === OUT_OF_ROOT || (!SENT.has(each) && !leadsInside(path, each)))
    .map((each) => `${path} refers to ${each}`);
}

function pathsInSource(path: string, text: string): string[] {
  const found: string[] = [];
  const add = (value: string) => {
    if (UP.test(value)) found.push(value);
  };
  const addText = ({ value }: ESTree.Node & { readonly value: unknown }) => {
    if (typeof value === 'string') add(value);
  };
  // Up to where something is put in.
  const addTemplate = ({ quasis: [first] }: ESTree.TemplateLiteral) =>
    add(first?.value.cooked?.replace(/[^/]*$/, '') ?? '');
  const addOutOfRoot = ({ callee, arguments: given }: ESTree.CallExpression) => {
    if (!given.some((each) => each.type === 'Identifier' && each.name === 'PROJECT_ROOT')) return;
    const goesUp = callee.type === 'Identifier' && callee.name === 'dirname';
    if (goesUp || given.some((each) => UP.test(textOf(each)))) found.push(OUT_OF_ROOT);
  };
  new Visitor({ Literal: addText, TemplateLiteral: addTemplate, CallExpression: addOutOfRoot }).visit(
    parseSync(path, text, { sourceType: 'module' }).program,
  );
  return found;
}

function leadsInside(from: string, path: string): boolean {
  const target = joinPosix(dirname(from), path.replace(/[?#].*$/, ''));
  return !UP.test(target) && existsSync(join(PROJECT_ROOT, target));
}

function textOf(node: ESTree.Node): string {
  return node.type === 'Literal' && typeof node.value === 'string' ? node.value : '';
}
