/** Linking issues: both ends of a link keep it. */
import type { LinkSide } from '../../model/link-types.ts';
import { linkProp, otherSide } from '../../model/link-types.ts';
import { flagOf, refOf, refsOf, textOf } from '../../model/props.ts';
import type { Transaction } from '../../model/transaction.ts';
import type { EntityId } from '../../model/types.ts';
import type { View } from '../context.ts';
import { demand } from '../context.ts';

/** One side of a type of links, as an issue sees it. */
export interface LinkEnd {
  readonly type: EntityId;
  readonly side: LinkSide;
  readonly isDirected: boolean;
  /** As a person reads it: `depends on`. */
  readonly phrase: string;
}

/** Both sides of directed types, the only one of others; in the order of the types. */
export function linkEnds(tx: Transaction): readonly LinkEnd[] {
  return [...tx.all('IssueLinkPrototype')].flatMap((type) => {
    const isDirected = flagOf(tx, type, 'directed');
    const sides: readonly LinkSide[] = isDirected ? ['outward', 'inward'] : ['outward'];
    return sides.map((side) => ({ type, side, isDirected, phrase: textOf(tx, type, side) }));
  });
}

export function linkedIssues(tx: Transaction, issue: EntityId, { type, side }: LinkEnd): readonly EntityId[] {
  return refsOf(tx, issue, linkProp(type, side));
}

/** A link to itself is taken and not made (youtrack-platform §10). @throws RestError 403 without LINK_ISSUE. */
export function link(view: View, issue: EntityId, end: LinkEnd, other: EntityId): void {
  demand(view, 'LINK_ISSUE', refOf(view.tx, issue, 'project'));
  if (issue === other) return;
  change(view.tx, issue, end, other, (ids, id) => (ids.includes(id) ? ids : [...ids, id]));
}

/** @throws RestError 403 without LINK_ISSUE. */
export function unlink(view: View, issue: EntityId, end: LinkEnd, other: EntityId): void {
  demand(view, 'LINK_ISSUE', refOf(view.tx, issue, 'project'));
  change(view.tx, issue, end, other, (ids, id) => ids.filter((one) => one !== id));
}

function change(
  tx: Transaction,
  issue: EntityId,
  { type, side, isDirected }: LinkEnd,
  other: EntityId,
  changed: (ids: readonly EntityId[], id: EntityId) => readonly EntityId[],
): void {
  const ends = [
    { at: issue, prop: linkProp(type, side), id: other },
    { at: other, prop: linkProp(type, otherSide(side, isDirected)), id: issue },
  ];
  for (const { at, prop, id } of ends) {
    tx.set(
      at,
      prop,
      changed(refsOf(tx, at, prop), id).map((ref) => ({ ref })),
    );
  }
}
