/** What belongs to an issue and goes with it: comments, work items, attachments. */
import type { EntityId, EntityType } from '../../../model/types.ts';
import { type Attached, fileFrom } from './attached-file.ts';
import { BaseEntity } from './base-entity.ts';
import { engine } from './engine.ts';
import { classFor, defineEntity, entityOf } from './entity-class.ts';
import { EntitySet } from './entity-set.ts';
import { illegalArgument, notEmulated } from './errors.ts';
import { makeSearchable } from './extension-search.ts';
import { decode } from './file-content.ts';
import type { Entity } from './identity.ts';
import { ownId } from './identity.ts';
import { issueUrl } from './issue-state.ts';
import { leaveOut } from './not-emulated.ts';
import { computed, nothing, only, owner, plain, reference, text } from './property.ts';
import type { Properties } from './property-type.ts';
import { committed, refOf, textOf } from './stored.ts';

export class BaseComment extends BaseEntity {}

export class IssueComment extends BaseComment {
  /** YouTrack keeps a deleted comment to be restored; here it is gone at once. */
  delete(): void {
    engine().remove(ownId(this));
  }

  isVisibleTo(user: unknown): boolean {
    const issue = issueOf(ownId(this));
    return issue !== null && engine().canSeeIssue(only('User', 'The reader')(user), issue);
  }
}

export class BaseWorkItem extends BaseEntity {}

export class IssueWorkItem extends BaseWorkItem {
  delete(): void {
    engine().remove(ownId(this));
  }
}

export class PersistentFile extends BaseEntity {}

export class IssueAttachment extends PersistentFile {
  delete(): void {
    engine().remove(ownId(this));
  }
}

/** Visibility of its own is stored for issues only. */
const UNRESTRICTED: Properties = {
  permittedGroup: {
    ...computed(() => null),
    write() {
      throw notEmulated('The visibility of a comment or attachment of its own');
    },
  },
  permittedGroups: nothing(),
  permittedUsers: nothing(),
};

defineEntity(BaseComment, { name: 'BaseComment' });
leaveOut(IssueComment.prototype, 'IssueComment', ['addAttachment']);
defineEntity(IssueComment, {
  name: 'IssueComment',
  rules: ['action'],
  properties: {
    ...UNRESTRICTED,
    text: {
      ...plain('text'),
      write(id, value) {
        if (typeof value !== 'string') throw illegalArgument('text takes a string');
        engine().set(id, 'text', value);
        engine().set(id, 'updated', engine().now());
      },
    },
    author: reference('author'),
    created: plain('created'),
    updated: plain('updated'),
    issue: owner('issue'),
    deleted: computed((id) => engine().isRemoved(id)),
    isPinned: computed(() => false),
    isUsingMarkdown: computed(() => true),
    attachments: nothing(),
    url: computed((id) => {
      const issue = issueOf(id);
      return issue === null ? null : `${issueUrl(issue)}#focus=Comments-${id}.0-0`;
    }),
  },
});
classFor('IssueComment', () => IssueComment);
makeSearchable(IssueComment, 'IssueComment', 'IssueComment');

defineEntity(BaseWorkItem, { name: 'BaseWorkItem' });
defineEntity(IssueWorkItem, {
  name: 'IssueWorkItem',
  properties: {
    issue: owner('issue'),
    author: reference('author'),
    creator: reference('creator'),
    description: text('description'),
    duration: plain('duration', minutesFrom),
    date: plain('date'),
    created: plain('created'),
    updated: plain('updated'),
    type: computed(() => null),
    isUsingMarkdown: computed(() => true),
  },
});
classFor('IssueWorkItem', () => IssueWorkItem);
makeSearchable(IssueWorkItem, 'IssueWorkItem', 'IssueWorkItem');

defineEntity(PersistentFile, {
  name: 'PersistentFile',
  properties: {
    name: plain('name'),
    size: plain('size'),
    extension: computed((id) => /\.([^.]*)$/.exec(textOf(id, 'name'))?.[1] ?? ''),
  },
});
defineEntity(IssueAttachment, {
  name: 'IssueAttachment',
  rules: ['action'],
  properties: {
    ...UNRESTRICTED,
    issue: owner('issue'),
    author: reference('author'),
    created: plain('created'),
    updated: plain('created'),
    base64Content: computed((id) => `data:${textOf(id, 'mimeType')};base64,${textOf(id, 'content')}`),
    content: computed((id) => decode(textOf(id, 'content'))),
    fileUrl: computed((id) => engine().fileUrl(id)),
    isRemoved: computed((id) => engine().isRemoved(id)),
  },
});
classFor('IssueAttachment', () => IssueAttachment);
makeSearchable(IssueAttachment, 'IssueAttachment', 'IssueAttachment');

function issueOf(part: EntityId): EntityId | null {
  return refOf(part, 'issue') ?? refOf(part, 'issue', committed);
}

/** @param value minutes, or a period. */
export function minutesFrom(value: unknown): number {
  const minutes = typeof value === 'number' ? value : engine().minutes(value);
  if (minutes === undefined || !Number.isSafeInteger(minutes) || minutes < 0) {
    throw illegalArgument('A duration is a whole number of minutes');
  }
  return minutes;
}

/** Parts that were there before the transaction and differ now; those added or removed are not among them. */
export function editedParts(
  owner: EntityId,
  type: EntityType,
  props: readonly string[],
  by: 'issue' | 'article' = 'issue',
): EntitySet {
  return new EntitySet({
    *ids() {
      for (const part of engine().find(type, by, { ref: owner })) {
        if (engine().isCreated(part)) continue;
        if (props.some((prop) => engine().isChanged(part, prop))) yield part;
      }
    },
  });
}

export function createComment(issue: EntityId, body: unknown, author: EntityId): Entity | null {
  return entityOf(
    engine().create('IssueComment', {
      issue: { ref: issue },
      author: { ref: author },
      text: String(body ?? ''),
      created: engine().now(),
      updated: null,
    }),
  );
}

export function createAttachment(issue: EntityId, attached: Attached): Entity | null {
  return entityOf(engine().create('IssueAttachment', { issue: { ref: issue }, ...fileFrom(attached) }));
}

interface Work {
  readonly description: unknown;
  readonly date: unknown;
  readonly author: EntityId;
  readonly duration: unknown;
}

const DAY_MS = 86_400_000;

/** The time part of the date is cut off: work is done on a day. */
export function createWorkItem(
  issue: EntityId,
  { description, date, author, duration }: Work,
): Entity | null {
  const at = typeof date === 'number' ? date : engine().now();
  return entityOf(
    engine().create('IssueWorkItem', {
      issue: { ref: issue },
      author: { ref: author },
      creator: { ref: engine().currentUser() },
      description: String(description ?? ''),
      duration: minutesFrom(duration),
      date: Math.floor(at / DAY_MS) * DAY_MS,
      created: engine().now(),
    }),
  );
}
