/** Types of links between issues, and where an issue keeps the links of each. Imports types only: scripts' realms use it. */
import type { EntityId, Value } from './types.ts';

export type LinkSide = 'outward' | 'inward';

/** The property of an issue that holds the issues it is linked to. Both ends of a link keep it. */
export function linkProp(type: EntityId, side: LinkSide): string {
  return `link:${type}:${side}`;
}

/** Where the issue at the other end keeps the link; both ends of an undirected one keep it alike. */
export function otherSide(side: LinkSide, isDirected: boolean): LinkSide {
  if (!isDirected) return 'outward';
  return side === 'outward' ? 'inward' : 'outward';
}

/** What every YouTrack has from the start. */
export const DEFAULT_LINK_TYPES: readonly Readonly<
  Record<'name' | 'outward' | 'inward' | 'directed', Value>
>[] = [
  { name: 'Relates', outward: 'relates to', inward: '', directed: false },
  { name: 'Depend', outward: 'is required for', inward: 'depends on', directed: true },
  { name: 'Duplicate', outward: 'is duplicated by', inward: 'duplicates', directed: true },
  { name: 'Subtask', outward: 'parent for', inward: 'subtask of', directed: true },
];
