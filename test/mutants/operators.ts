/**
 * The usual operators of mutation testing, as StrykerJS has them, except the one for regular expressions. StrykerJS
 * itself needs a newer Node than this repository.
 */
import { type ESTree, parseSync, Visitor } from 'vite';
import type { Edit } from './mutant.ts';
import { notCode } from './not-code.ts';

const ARITHMETIC: Readonly<Record<string, string>> = { '+': '-', '-': '+', '*': '/', '/': '*', '%': '*' };

const EQUALITY: Readonly<Record<string, readonly string[]>> = {
  '<': ['<=', '>='],
  '<=': ['<', '>'],
  '>': ['>=', '<='],
  '>=': ['>', '<'],
  '==': ['!='],
  '!=': ['=='],
  '===': ['!=='],
  '!==': ['==='],
};

const LOGICAL: Readonly<Record<string, string>> = { '&&': '||', '||': '&&', '??': '&&' };

const ASSIGNMENT: Readonly<Record<string, string>> = {
  '+=': '-=',
  '-=': '+=',
  '*=': '/=',
  '/=': '*=',
  '%=': '*=',
  '&&=': '||=',
  '||=': '&&=',
  '??=': '&&=',
};

const UNARY: Readonly<Record<string, string>> = { '+': '-', '-': '+', '!': '', '~': '' };

/** Methods by the one that takes their place; null: the call becomes what it was called on. */
const METHODS: ReadonlyMap<string, string | null> = new Map([
  ['startsWith', 'endsWith'],
  ['endsWith', 'startsWith'],
  ['every', 'some'],
  ['some', 'every'],
  ['toLowerCase', 'toUpperCase'],
  ['toUpperCase', 'toLowerCase'],
  ['trimStart', 'trimEnd'],
  ['trimEnd', 'trimStart'],
  ['min', 'max'],
  ['max', 'min'],
  ['charAt', null],
  ['filter', null],
  ['reverse', null],
  ['slice', null],
  ['sort', null],
  ['substring', null],
  ['trim', null],
]);

/**
 * Every mutant of a file that some operator makes, in the order of the text.
 * @throws Error when the text can't be parsed
 */
export function editsOf(file: string, text: string): Edit[] {
  const { program, errors } = parseSync(file, text, { sourceType: 'module' });
  const [error] = errors;
  if (error !== undefined) throw new Error(`${file}: ${error.message}`);
  const edits: Edit[] = [];
  /** By place, the only one of `true` and `false` that tests something which no other edit does. */
  const onlyValue = new Map<string, string>();
  const sourceOf = ({ start, end }: ESTree.Span): string => text.slice(start, end);
  const add = (what: string, { start, end }: ESTree.Span, ...replacements: readonly string[]) => {
    for (const replacement of replacements) edits.push({ what, start, end, replacement });
  };
  /** Of the operator between two operands. */
  const between = (left: ESTree.Span, right: ESTree.Span, operator: string): ESTree.Span => {
    const start = text.indexOf(operator, left.end);
    if (start === -1 || start > right.start) throw new Error(`${file}: no ${operator} at ${left.end}`);
    return { start, end: start + operator.length };
  };
  const operand = (node: ESTree.Expression): string =>
    node.type === 'LogicalExpression' ? `(${sourceOf(node)})` : sourceOf(node);
  const addTest = ({ test }: { readonly test: ESTree.Expression }) =>
    add('ConditionalExpression', test, 'true', 'false');
  const addLoop = ({ test }: { readonly test: ESTree.Expression | null }) => {
    if (test === null) return;
    add('ConditionalExpression', test, 'false');
    // `true` would make the loop endless.
    onlyValue.set(placeOf(bare(test)), 'false');
  };

  new Visitor({
    BinaryExpression(node) {
      const { left, operator, right } = node;
      const arithmetic = ARITHMETIC[operator];
      if (arithmetic !== undefined && !isText(left) && !isText(right)) {
        add('ArithmeticOperator', between(left, right, operator), arithmetic);
      }
      const others = EQUALITY[operator];
      if (others === undefined) return;
      add('EqualityOperator', between(left, right, operator), ...others);
      add('ConditionalExpression', node, 'true', 'false');
    },
    LogicalExpression(node) {
      const { left, operator, right } = node;
      // `a ?? b && c` is no JavaScript.
      const other = `(${operand(left)} ${LOGICAL[operator]} ${operand(right)})`;
      add('LogicalOperator', node, other);
      if (operator === '??') return;
      // The other value decides the whole: that is an edit of its own.
      for (const each of [left, right]) onlyValue.set(placeOf(bare(each)), String(operator === '&&'));
      add('ConditionalExpression', node, 'true', 'false');
    },
    IfStatement: addTest,
    ConditionalExpression: addTest,
    ForStatement: addLoop,
    WhileStatement: addLoop,
    DoWhileStatement: addLoop,
    SwitchCase(node) {
      const [first] = node.consequent;
      if (first !== undefined) add('ConditionalExpression', { start: first.start, end: node.end }, '');
    },
    AssignmentExpression({ left, operator, right }) {
      const other = ASSIGNMENT[operator];
      if (other !== undefined && !isText(right)) {
        add('AssignmentOperator', between(left, right, operator), other);
      }
    },
    UnaryExpression({ operator, argument, start }) {
      const other = UNARY[operator];
      if (other !== undefined) add('UnaryOperator', { start, end: argument.start }, other);
    },
    UpdateExpression(node) {
      const other = node.operator === '++' ? '--' : '++';
      const argument = sourceOf(node.argument);
      add('UpdateOperator', node, node.prefix ? other + argument : argument + other);
    },
    Literal(node) {
      if (typeof node.value === 'boolean') add('BooleanLiteral', node, String(!node.value));
      if (typeof node.value === 'string') add('StringLiteral', node, node.value === '' ? "'mutant'" : "''");
    },
    TemplateLiteral(node) {
      add('StringLiteral', node, node.end - node.start > 2 ? '``' : '`mutant`');
    },
    ArrayExpression(node) {
      add('ArrayDeclaration', node, node.elements.length > 0 ? '[]' : "['mutant']");
    },
    ObjectExpression(node) {
      if (node.properties.length > 0) add('ObjectLiteral', node, '{}');
    },
    BlockStatement(node) {
      if (node.body.length > 0) add('BlockStatement', node, '{}');
    },
    ArrowFunctionExpression({ body }) {
      if (body.type !== 'BlockStatement') add('ArrowFunction', body, 'undefined');
    },
    MemberExpression(node) {
      if (!node.optional) return;
      const dot = between(node.object, node.property, '?.');
      add('OptionalChaining', dot, node.computed ? '' : '.');
    },
    CallExpression(node) {
      const { callee } = node;
      if (node.optional) {
        const start = text.indexOf('?.', callee.end);
        add('OptionalChaining', { start, end: start + 2 }, '');
      }
      if (callee.type !== 'MemberExpression' || callee.property.type !== 'Identifier' || callee.computed)
        return;
      const other = METHODS.get(callee.property.name);
      if (other === null) add('MethodExpression', node, sourceOf(callee.object));
      else if (other !== undefined) add('MethodExpression', callee.property, other);
    },
  }).visit(program);

  const never = notCode(program);
  const counts = (edit: Edit): boolean => {
    if (sourceOf(edit) === edit.replacement || never.some((span) => isInside(edit, span))) return false;
    const only = edit.what === 'ConditionalExpression' ? onlyValue.get(placeOf(edit)) : undefined;
    return only === undefined || only === edit.replacement;
  };
  return distinct(edits.filter(counts));
}

function placeOf({ start, end }: ESTree.Span): string {
  return `${start} ${end}`;
}

function bare(node: ESTree.Expression): ESTree.Expression {
  return node.type === 'ParenthesizedExpression' ? bare(node.expression) : node;
}

function isText(node: ESTree.Node): boolean {
  return node.type === 'TemplateLiteral' || (node.type === 'Literal' && typeof node.value === 'string');
}

function isInside(inner: ESTree.Span, outer: ESTree.Span): boolean {
  return inner.start >= outer.start && inner.end <= outer.end;
}

/** Two operators may make the same edit: `if (a === b)` is a condition twice. */
function distinct(edits: readonly Edit[]): Edit[] {
  const byPlace = new Map(edits.map((edit) => [`${placeOf(edit)} ${edit.replacement}`, edit]));
  return [...byPlace.values()].sort((one, other) => one.start - other.start || one.end - other.end);
}
