/** Built JavaScript as a syntax tree: what it reaches for outside itself. Finds names, not text that looks like them. */
import { analyze } from 'eslint-scope';
import { type ESTree, parseSync, Visitor } from 'vite';

type Kind = 'commonjs' | 'module';

/** A call or `new` of a name that the script doesn't declare. */
export interface Call {
  readonly callee: string;
  /** The first argument when it is a text written out in the code. */
  readonly text: string | null;
}

export interface Script {
  /** Whether it has `import`, `export` or `import()`. */
  readonly usesModules: boolean;
  /** Modules it imports, statically or dynamically; what a dynamic import computes is shown as `(computed)`. */
  readonly imports: readonly string[];
  /** Names it refers to but declares nowhere. */
  readonly freeNames: ReadonlySet<string>;
  readonly calls: readonly Call[];
  /** Names set as `exports.<name> = …`, as often as they are set. */
  readonly exported: readonly string[];
}

/** Reads a script, or says why it is none. A `commonjs` script that uses ES modules is read as one, and says so. */
export function readScript(code: string, kind: Kind): Script | { readonly error: string } {
  const asAsked = parse(code, kind);
  const parsed = asAsked.errors.length > 0 ? parse(code, 'module') : asAsked;
  const { module, program } = parsed;
  const usesModules = module.hasModuleSyntax || module.dynamicImports.length > 0;
  const [error] = usesModules ? parsed.errors : asAsked.errors;
  if (error !== undefined) return { error: error.message };

  const free = freeIdentifiers(program, module.hasModuleSyntax ? 'module' : kind);
  const isFree = (node: ESTree.Node): node is ESTree.IdentifierReference =>
    node.type === 'Identifier' && free.has(node.start);
  const imports = module.staticImports.map(({ moduleRequest }) => moduleRequest.value);
  const calls: Call[] = [];
  const exported: string[] = [];
  const addCall = ({ callee, arguments: [first] }: ESTree.CallExpression | ESTree.NewExpression) => {
    if (isFree(callee)) calls.push({ callee: callee.name, text: literalText(first) });
  };
  const addImport = ({ source }: ESTree.ImportExpression) => {
    imports.push(literalText(source) ?? '(computed)');
  };
  const addExport = ({ left }: ESTree.AssignmentExpression) => {
    if (left.type !== 'MemberExpression' || !isFree(left.object) || left.object.name !== 'exports') return;
    const name = memberName(left);
    if (name !== null) exported.push(name);
  };
  new Visitor({
    CallExpression: addCall,
    NewExpression: addCall,
    ImportExpression: addImport,
    AssignmentExpression: addExport,
  }).visit(program);

  return { usesModules, imports, freeNames: new Set(free.values()), calls, exported };
}

function parse(code: string, sourceType: Kind) {
  return parseSync('script.js', code, { lang: 'js', sourceType, range: true });
}

/** Names declared at the top level of a module, parsed with ranges, whose value changes after their declaration. */
export function changingNames(program: ESTree.Program): ReadonlySet<string> {
  const top = scopesOf(program, 'module').scopes.find(({ type }) => type === 'module');
  const changing = (top?.variables ?? []).filter(({ references }) =>
    references.some((reference) => reference.isWrite() && reference.init !== true),
  );
  return new Set(changing.map(({ name }) => name));
}

/** Identifiers that no scope of the script declares: where each stands, and its name. */
function freeIdentifiers(program: ESTree.Program, kind: Kind): Map<number | undefined, string> {
  const references = scopesOf(program, kind).globalScope?.through ?? [];
  return new Map(references.map(({ identifier }) => [identifier.range?.[0], identifier.name]));
}

function scopesOf(program: ESTree.Program, sourceType: Kind): ReturnType<typeof analyze> {
  // oxc's tree of plain JavaScript is an ESTree one; only the type names of the two packages differ.
  const estree = program as Parameters<typeof analyze>[0];
  return analyze(estree, { ecmaVersion: 2022, sourceType, ignoreEval: true });
}

function literalText(node: ESTree.Node | undefined): string | null {
  return node?.type === 'Literal' && typeof node.value === 'string' ? node.value : null;
}

function memberName(node: ESTree.MemberExpression): string | null {
  if (node.computed) return literalText(node.property);
  return node.property.type === 'Identifier' ? node.property.name : null;
}
