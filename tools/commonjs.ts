/**
 * The last step of a backend script: from a flat ES module to CommonJS. The bundler's own CommonJS output copies each
 * required module into a look-alike first (`__toESM`), which loses whatever isn't an own property of a module that
 * YouTrack implements natively; here a script works on the very object that `require` gave. What a script takes from
 * another one is a copy, made while it is loaded.
 */
import { type ESTree, parseSync } from 'vite';
import { changingNames } from './check/javascript.ts';

/**
 * Rewrites the imports and exports of a bundle; the rest stays as it is.
 * @throws Error for a form that a bundle of a YouTrack script has no use for: a default import or export, `export *`,
 *   an exported variable that changes, as copies of it would not
 */
export function toCommonJs(code: string): string {
  const { program } = parseSync('bundle.js', code, { lang: 'js', sourceType: 'module', range: true });
  const changing = changingNames(program);
  let result = "'use strict';\n";
  let done = 0;
  for (const statement of program.body) {
    const replacement = rewritten(statement, changing);
    if (replacement === null) continue;
    result += code.slice(done, statement.start) + replacement;
    done = statement.end;
  }
  return result + code.slice(done);
}

function rewritten(statement: ESTree.Program['body'][number], changing: ReadonlySet<string>): string | null {
  switch (statement.type) {
    case 'ImportDeclaration':
      return requireOf(statement);
    case 'ExportNamedDeclaration':
      return exportsOf(statement, changing);
    case 'ExportDefaultDeclaration':
    case 'ExportAllDeclaration':
      throw new Error('A YouTrack script exports by name only');
    default:
      return null;
  }
}

function requireOf({ specifiers, source }: ESTree.ImportDeclaration): string {
  const call = `require(${JSON.stringify(moduleOf(source.value))})`;
  const [first] = specifiers;
  if (first === undefined) return `${call};`;
  if (first.type === 'ImportNamespaceSpecifier') return `const ${first.local.name} = ${call};`;
  const names = specifiers.map((specifier) => {
    if (specifier.type !== 'ImportSpecifier') throw new Error(`${source.value} has no default export`);
    const imported = nameOf(specifier.imported);
    return imported === specifier.local.name ? imported : `${imported}: ${specifier.local.name}`;
  });
  return `const { ${names.join(', ')} } = ${call};`;
}

function exportsOf(
  { declaration, specifiers, source }: ESTree.ExportNamedDeclaration,
  changing: ReadonlySet<string>,
): string {
  if (declaration !== null || source !== null) throw new Error('A bundle lists its exports at its end');
  return specifiers
    .map(({ exported, local }) => {
      const name = nameOf(local);
      if (changing.has(name))
        throw new Error(`${name} is exported, but changes: a script that requires it would not see that`);
      return `exports.${nameOf(exported)} = ${name};`;
    })
    .join('\n');
}

/** `./lib-app.js` is required as `./lib-app` (youtrack-platform §1). */
function moduleOf(specifier: string): string {
  return specifier.startsWith('./') ? specifier.replace(/\.js$/, '') : specifier;
}

function nameOf(node: ESTree.ModuleExportName): string {
  return node.type === 'Literal' ? node.value : node.name;
}
