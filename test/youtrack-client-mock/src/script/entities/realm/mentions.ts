/** Where an issue is named in texts of others, and which issue a chain of duplicates leads to. */
import { linkProp } from '../../../model/link-types.ts';
import type { EntityId, EntityType } from '../../../model/types.ts';
import { engine } from './engine.ts';
import { EntitySet } from './entity-set.ts';
import { readableId } from './issue-state.ts';
import { refsOf, textOf } from './stored.ts';

export function mentionedInIssues(issue: EntityId): EntitySet {
  return mentionedIn('Issue', issue, ['summary', 'description']);
}

export function mentionedInComments(issue: EntityId): EntitySet {
  return mentionedIn('IssueComment', issue, ['text']);
}

/** Looks through all texts: nobody keeps a list of mentions here. */
function mentionedIn(type: EntityType, issue: EntityId, props: readonly string[]): EntitySet {
  return new EntitySet({
    *ids() {
      const mention = new RegExp(`(?<![\\w-])${readableId(issue)}(?![\\w-])`, 'i');
      for (const id of engine().all(type)) {
        if (id !== issue && props.some((prop) => mention.test(textOf(id, prop)))) yield id;
      }
    },
  });
}

/** Null for an issue that duplicates none, and for a circle, which has no root. */
export function duplicateRoot(issue: EntityId): EntityId | null {
  const seen = new Set<EntityId>();
  for (let at: EntityId | undefined = issue; at !== undefined; ) {
    if (seen.has(at)) return null;
    seen.add(at);
    const next: EntityId | undefined = duplicated(at);
    if (next === undefined) return at === issue ? null : at;
    at = next;
  }
  return null;
}

function duplicated(issue: EntityId): EntityId | undefined {
  for (const type of engine().find('IssueLinkPrototype', 'name', 'Duplicate')) {
    const [first] = refsOf(issue, linkProp(type, 'inward'));
    if (first !== undefined) return first;
  }
  return undefined;
}
