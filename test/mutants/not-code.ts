/** Parts of a source that hold texts and expressions which never run: imports, names of properties, types. */
import { type ESTree, Visitor } from 'vite';

export function notCode(program: ESTree.Program): ESTree.Span[] {
  const found: ESTree.Span[] = [];
  const leaveOut = (span: ESTree.Span) => void found.push(span);
  const leaveOutName = ({ computed, key }: { readonly computed: boolean; readonly key: ESTree.Span }) => {
    if (!computed) leaveOut(key);
  };
  const leaveOutSource = ({ source }: { readonly source: ESTree.Span | null }) => {
    if (source !== null) leaveOut(source);
  };
  const leaveOutType = ({ typeAnnotation }: { readonly typeAnnotation: ESTree.Span }) =>
    leaveOut(typeAnnotation);
  new Visitor({
    ImportDeclaration: leaveOut,
    ExportAllDeclaration: leaveOut,
    ExportNamedDeclaration: leaveOutSource,
    ImportExpression: leaveOutSource,
    Property: leaveOutName,
    PropertyDefinition: leaveOutName,
    TSAsExpression: leaveOutType,
    TSSatisfiesExpression: leaveOutType,
    TSTypeAnnotation: leaveOut,
    TSTypeAliasDeclaration: leaveOut,
    TSInterfaceDeclaration: leaveOut,
    TSTypeParameterDeclaration: leaveOut,
    TSTypeParameterInstantiation: leaveOut,
  }).visit(program);
  return found;
}
