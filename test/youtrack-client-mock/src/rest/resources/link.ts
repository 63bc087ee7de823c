/** Types of links and the links of an issue, as REST shows them. */
import { canSeeIssue } from '../../model/access.ts';
import { flagOf, textOf } from '../../model/props.ts';
import type { EntityId } from '../../model/types.ts';
import type { LinkEnd } from '../change/link.ts';
import { linkEnds, linkedIssues } from '../change/link.ts';
import type { View } from '../context.ts';
import type { Attribute, Resource } from '../render.ts';

/** Only these types hold one issue below another. */
const AGGREGATION = 'Subtask';

export function linkTypeResource({ tx }: View, id: EntityId): Resource {
  return {
    $type: 'IssueLinkType',
    id,
    attributes: {
      name: () => textOf(tx, id, 'name'),
      localizedName: () => null,
      sourceToTarget: () => textOf(tx, id, 'outward'),
      localizedSourceToTarget: () => null,
      targetToSource: () => textOf(tx, id, 'inward'),
      localizedTargetToSource: () => null,
      directed: () => flagOf(tx, id, 'directed'),
      aggregation: () => textOf(tx, id, 'name') === AGGREGATION,
      readOnly: () => false,
    },
  };
}

/** `106-1s` for the source of a directed type, `106-1t` for its target, `106-0` for one without a direction. */
export function linkId({ type, side, isDirected }: LinkEnd): string {
  if (!isDirected) return type;
  return `${type}${side === 'outward' ? 's' : 't'}`;
}

/** @param shown how an issue is shown; given from outside because issues show their links. */
export function linkResource(
  view: View,
  issue: EntityId,
  end: LinkEnd,
  shown: (id: EntityId) => Resource,
): Resource {
  const { tx, user } = view;
  const issues = (): readonly Attribute[] =>
    linkedIssues(tx, issue, end)
      .filter((id) => canSeeIssue(tx, user, id))
      .map(shown);
  return {
    $type: 'IssueLink',
    id: linkId(end),
    attributes: {
      direction: () => (end.isDirected ? end.side.toUpperCase() : 'BOTH'),
      linkType: () => linkTypeResource(view, end.type),
      issues,
      trimmedIssues: issues,
      // Undeclared, but there (youtrack-platform §10).
      issuesSize: () => issues().length,
    },
  };
}

/** The links by which an issue has parts or is one. */
export function aggregationEnd({ tx }: View, side: LinkEnd['side']): LinkEnd | undefined {
  return linkEnds(tx).find((end) => end.side === side && textOf(tx, end.type, 'name') === AGGREGATION);
}
