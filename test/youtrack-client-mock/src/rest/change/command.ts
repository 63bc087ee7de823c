/** Commands of the simple kind: `State Fixed Priority {Show-stopper} tag release`. */

import type { ProjectField } from '../../model/field-types.ts';
import { projectFields } from '../../model/field-types.ts';
import { refOf, refsOf, textOf } from '../../model/props.ts';
import type { Transaction } from '../../model/transaction.ts';
import type { EntityId, Value } from '../../model/types.ts';
import type { View } from '../context.ts';
import { badRequest } from '../errors.ts';
import { issueAt, mentionedTag } from '../lookup.ts';
import { allowed, fieldValueFrom } from './field-value.ts';
import { demandUpdate } from './issue.ts';
import { link, linkEnds } from './link.ts';

/**
 * Applies a command to one issue. A value is added to what a multi-valued field holds.
 * @throws RestError 400 for what isn't understood, 403 without UPDATE_ISSUE.
 */
export function applyCommand(view: View, issue: EntityId, query: string): void {
  demandUpdate(view, issue);
  const project = refOf(view.tx, issue, 'project');
  const fields = project === null ? [] : projectFields(view.tx, project);
  let rest = query.trim();
  if (rest === '') throw misunderstood(query);
  while (rest !== '') rest = applyFirst(view, issue, fields, rest, query).trim();
}

/** @returns what is left of the command. */
function applyFirst(
  view: View,
  issue: EntityId,
  fields: readonly ProjectField[],
  rest: string,
  query: string,
): string {
  const { tx, user, youTrack } = view;
  const afterRule = youTrack.automation.command(tx, user, issue, rest);
  if (afterRule !== undefined) return afterRule;
  const afterTag = after(rest, 'tag');
  if (afterTag !== undefined) {
    const { word, left } = firstWord(afterTag);
    if (word === '') throw misunderstood(query);
    addRef(tx, issue, 'tags', mentionedTag(view, { name: word }));
    return left;
  }
  const afterRemoval = after(rest, 'remove tag') ?? after(rest, 'untag');
  if (afterRemoval !== undefined) {
    const { word, left } = firstWord(afterRemoval);
    if (word === '') throw misunderstood(query);
    const removed = mentionedTag(view, { name: word });
    const others = refsOf(tx, issue, 'tags').filter((id) => id !== removed);
    tx.set(
      issue,
      'tags',
      others.map((ref) => ({ ref })),
    );
    return left;
  }
  const end = longest(linkEnds(tx), ({ phrase }) => after(rest, phrase) !== undefined && phrase.length);
  const afterLink = end && after(rest, end.phrase);
  if (end && afterLink !== undefined) {
    const { word, left } = firstWord(afterLink);
    link(view, issue, end, issueAt(view, word));
    return left;
  }
  const field = longest(fields, ({ name }) => after(rest, name) !== undefined && name.length);
  const written = field && after(rest, field.name);
  if (!field || written === undefined || written === '') throw misunderstood(query);
  if (field.canBeEmpty && after(written, field.emptyText) !== undefined && field.emptyText !== '') {
    tx.set(issue, field.prop, fieldValueFrom(tx, field, field.type.multi ? [] : null));
    return after(written, field.emptyText) ?? '';
  }
  return setField(view, issue, field, written);
}

function setField(view: View, issue: EntityId, field: ProjectField, written: string): string {
  const { tx, user } = view;
  const { kind, multi } = field.type;
  if (kind === 'element' || kind === 'user' || kind === 'group') {
    const names = [...(kind === 'user' ? [['me', user] as const] : []), ...named(tx, field)];
    const value = longest(names, ([name]) => afterName(written, name) !== undefined && name.length);
    if (!value) throw badRequest('Value is not allowed');
    const [name, id] = value;
    if (multi) addRef(tx, issue, field.prop, id);
    else tx.set(issue, field.prop, { ref: id });
    return afterName(written, name) ?? '';
  }
  const { word, left } = kind === 'period' ? firstPeriod(written) : firstWord(written);
  tx.set(issue, field.prop, fieldValueFrom(tx, field, scalarFrom(field, word)));
  return left;
}

function named(tx: Transaction, field: ProjectField): readonly (readonly [string, EntityId])[] {
  return allowed(tx, field).map(
    (id) => [textOf(tx, id, field.type.kind === 'user' ? 'login' : 'name'), id] as const,
  );
}

/** In the form in which REST takes it. */
function scalarFrom({ type }: ProjectField, word: string): unknown {
  switch (type.kind) {
    case 'integer':
    case 'float':
      return Number(word);
    case 'date':
    case 'date and time':
      return Date.parse(word);
    case 'period':
      return { presentation: word };
    case 'text':
      return { text: word };
    default:
      return word;
  }
}

function addRef(tx: Transaction, issue: EntityId, prop: string, added: EntityId): void {
  const others = refsOf(tx, issue, prop).filter((id) => id !== added);
  const value: Value = [...others, added].map((ref) => ({ ref }));
  tx.set(issue, prop, value);
}

/** What follows `name` at the start of `text`, in whatever case; undefined when it doesn't start with it. */
function after(text: string, name: string): string | undefined {
  if (name === '' || text.slice(0, name.length).toLowerCase() !== name.toLowerCase()) return undefined;
  const left = text.slice(name.length);
  return left === '' || /^\s/.test(left) ? left.trimStart() : undefined;
}

/** As {@link after}; the name may stand in braces. */
function afterName(text: string, name: string): string | undefined {
  return after(text, `{${name}}`) ?? after(text, name);
}

function firstWord(text: string): { readonly word: string; readonly left: string } {
  const [, braced, plain = '', left = ''] = /^(?:\{([^}]*)\}|(\S+))\s*(.*)$/s.exec(text) ?? [];
  return { word: braced ?? plain, left };
}

function firstPeriod(text: string): { readonly word: string; readonly left: string } {
  const [word = ''] = /^(\d+\s*[wdhm]\s*)+/i.exec(text) ?? [];
  return { word, left: text.slice(word.length) };
}

/** The item with the greatest length; `false` and 0 don't count. */
function longest<T>(items: readonly T[], length: (item: T) => number | false): T | undefined {
  let best: T | undefined;
  let most = 0;
  for (const item of items) {
    const size = length(item);
    if (size !== false && size > most) [best, most] = [item, size];
  }
  return best;
}

function misunderstood(query: string): Error {
  return badRequest(
    `This emulator understands "<field> <value>", "tag <name>", "remove tag <name>" and "<link> <issue>", not: ${query}`,
  );
}
