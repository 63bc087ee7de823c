/** Turns a parsed query into one condition. */
import type { Item, Node } from './ast.ts';
import { attributeCondition, canonical } from './attributes.ts';
import type { Predicate, SearchContext } from './context.ts';
import { findIssue, text } from './context.ts';
import { QuerySyntaxError } from './errors.ts';
import { fieldCondition } from './fields.ts';
import { singleValue } from './single-value.ts';
import { textMatcher } from './text.ts';

/** Throws QuerySyntaxError for attributes and values that do not exist. */
export function compile(context: SearchContext, node: Node): Predicate {
  if (node.kind === 'term') return compileTerm(context, node.items);
  const operands = node.operands.map((operand) => compile(context, operand));
  return node.kind === 'and'
    ? (issue) => operands.every((operand) => operand(issue))
    : (issue) => operands.some((operand) => operand(issue));
}

/** Conditions of one attribute are alternatives; everything else must hold, exclusions always. */
class Term {
  private readonly required: Predicate[] = [];
  private readonly alternatives = new Map<string, Predicate[]>();

  add(key: string, negative: boolean, condition: Predicate): void {
    if (negative) this.required.push((issue) => !condition(issue));
    else this.alternatives.set(key, [...(this.alternatives.get(key) ?? []), condition]);
  }

  require(condition: Predicate): void {
    this.required.push(condition);
  }

  condition(): Predicate {
    const groups = [...this.alternatives.values()];
    return (issue) =>
      groups.every((group) => group.some((condition) => condition(issue))) &&
      this.required.every((condition) => condition(issue));
  }
}

function compileTerm(context: SearchContext, items: readonly Item[]): Predicate {
  const term = new Term();
  for (const item of items) {
    switch (item.kind) {
      case 'filter': {
        const key = canonical(item.attribute);
        for (const value of item.values)
          term.add(key, value.negative, filter(context, item.attribute, value));
        break;
      }
      case 'single': {
        const { key, matches } = singleValue(context, item.text);
        term.add(key, item.negative, matches);
        break;
      }
      case 'text': {
        const matches = content(context, item.text, item.phrase);
        term.require(item.negative ? (issue) => !matches(issue) : matches);
        break;
      }
      case 'group':
        term.require(compile(context, item.node));
    }
  }
  return term.condition();
}

function filter(
  context: SearchContext,
  attribute: string,
  value: Parameters<typeof fieldCondition>[2],
): Predicate {
  const field = context.fields.get(attribute);
  const condition = field
    ? fieldCondition(context, field, value)
    : attributeCondition(context, attribute, value);
  if (!condition) throw new QuerySyntaxError([`The field "${attribute}" isn't known.`]);
  return condition;
}

/** Text in summary or description; a readable id finds its issue. */
function content(context: SearchContext, words: string, phrase: boolean): Predicate {
  const { tx } = context;
  const matches = textMatcher(words, phrase);
  const named = findIssue(context, words);
  return (issue) =>
    issue === named || matches(text(tx.get(issue, 'summary'))) || matches(text(tx.get(issue, 'description')));
}
