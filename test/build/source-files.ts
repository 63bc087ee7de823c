/** The repository's own sources as a graph of files, read with a real parser, for tests of how it is put together. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { dirname, join as joinPosix } from 'node:path/posix';
import { type ESTree, parseSync, Visitor } from 'vite';
import { PROJECT_ROOT } from '../../tools/project.ts';

export interface Import {
  /** As written: `./a.ts`, `valibot`. */
  readonly specifier: string;
  /** Path from the repository's root, or null for a package. */
  readonly file: string | null;
  /** Erased by the compiler. */
  readonly typeOnly: boolean;
}

export interface SourceFile {
  /** Path from the repository's root, with `/`. */
  readonly path: string;
  readonly text: string;
  readonly imports: readonly Import[];
}

const SOURCE = /\.[cm]?tsx?$/;

/** Every TypeScript file below the given folders; packages and declarations (`.d.ts`) are left out. */
export function readSources(...folders: readonly string[]): SourceFile[] {
  return folders.flatMap((folder) =>
    readdirSync(join(PROJECT_ROOT, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && SOURCE.test(entry.name) && !entry.name.endsWith('.d.ts'))
      .map((entry) => relative(PROJECT_ROOT, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
      .filter((path) => !path.includes('node_modules/'))
      .sort()
      .map((path) => parseSource(path, readFileSync(join(PROJECT_ROOT, path), 'utf8'))),
  );
}

/** @throws Error when the text can't be parsed */
export function parseSource(path: string, text: string): SourceFile {
  const { program, errors } = parseSync(path, text, { sourceType: 'module' });
  const [error] = errors;
  if (error !== undefined) throw new Error(`${path}: ${error.message}`);
  const found: { specifier: string; typeOnly: boolean }[] = [];
  const addImport = ({ source, importKind, specifiers }: ESTree.ImportDeclaration) => {
    const eachType = specifiers.every(
      (each) => each.type === 'ImportSpecifier' && each.importKind === 'type',
    );
    const typeOnly = importKind === 'type' || (specifiers.length > 0 && eachType);
    found.push({ specifier: source.value, typeOnly });
  };
  const addExport = ({ source, exportKind }: ESTree.ExportNamedDeclaration | ESTree.ExportAllDeclaration) => {
    if (source !== null) found.push({ specifier: source.value, typeOnly: exportKind === 'type' });
  };
  const addDynamic = ({ source }: ESTree.ImportExpression) => {
    if (isText(source)) found.push({ specifier: source.value, typeOnly: false });
  };
  const addType = ({ source }: ESTree.TSImportType) =>
    found.push({ specifier: source.value, typeOnly: true });
  const addRequire = ({ callee, arguments: [first] }: ESTree.CallExpression) => {
    if (callee.type === 'Identifier' && callee.name === 'require' && first !== undefined && isText(first)) {
      found.push({ specifier: first.value, typeOnly: false });
    }
  };
  new Visitor({
    ImportDeclaration: addImport,
    ExportNamedDeclaration: addExport,
    ExportAllDeclaration: addExport,
    ImportExpression: addDynamic,
    TSImportType: addType,
    CallExpression: addRequire,
  }).visit(program);
  return { path, text, imports: found.map((each) => ({ ...each, file: resolved(path, each.specifier) })) };
}

function isText(node: ESTree.Node): node is ESTree.StringLiteral {
  return node.type === 'Literal' && typeof node.value === 'string';
}

function resolved(from: string, specifier: string): string | null {
  if (!specifier.startsWith('.')) return null;
  return joinPosix(dirname(from), specifier.replace(/\?.*$/, ''));
}

/** A circle of imports as paths, first one repeated at the end, or null. Types count: they tie files together too. */
export function findCycle(sources: readonly SourceFile[]): readonly string[] | null {
  const byPath = new Map(sources.map((source) => [source.path, source]));
  const finished = new Set<string>();
  const visit = (path: string, trail: readonly string[]): readonly string[] | null => {
    if (trail.includes(path)) return [...trail.slice(trail.indexOf(path)), path];
    const source = byPath.get(path);
    if (source === undefined || finished.has(path)) return null;
    for (const { file } of source.imports) {
      const cycle = file === null ? null : visit(file, [...trail, path]);
      if (cycle !== null) return cycle;
    }
    finished.add(path);
    return null;
  };
  for (const { path } of sources) {
    const cycle = visit(path, []);
    if (cycle !== null) return cycle;
  }
  return null;
}
