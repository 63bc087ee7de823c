/** What people add to an issue and goes with it: comments and attachments. */
import { ISSUE } from '../../../model/documents.ts';
import type { EntityId } from '../../../model/types.ts';
import { type Attached, fileFrom } from './attached-file.ts';
import { BaseEntity } from './base-entity.ts';
import { commentProperties, createCommentOn } from './comments.ts';
import { engine } from './engine.ts';
import { classFor, defineEntity, entityOf } from './entity-class.ts';
import { illegalArgument } from './errors.ts';
import { makeSearchable } from './extension-search.ts';
import { decode } from './file-content.ts';
import type { Entity } from './identity.ts';
import { ownId } from './identity.ts';
import { issueUrl } from './issue-state.ts';
import { isUsingMarkdown } from './markdown.ts';
import { fileParameters } from './named-parameters.ts';
import { leftOutProperties } from './not-emulated.ts';
import { computed, only, owner, plain, reference } from './property.ts';
import { RESTRICTION } from './restricted.ts';
import { committed, refOf, textOf } from './stored.ts';

export class BaseComment extends BaseEntity {}

export class IssueComment extends BaseComment {
  /** @param content binary, a data URI, or an object with all the parameters by name. */
  addAttachment(content: unknown, name?: unknown, charset?: unknown, mimeType?: unknown): Entity | null {
    const issue = refOf(ownId(this), 'issue');
    if (issue === null) throw illegalArgument('The issue of this comment is gone');
    return createAttachment(issue, fileParameters(content, name, charset, mimeType), ownId(this));
  }

  /** YouTrack keeps a deleted comment to be restored; here it is gone at once. */
  delete(): void {
    engine().remove(ownId(this));
  }

  isVisibleTo(user: unknown): boolean {
    return engine().canSeePart(only('User', 'The reader')(user), ownId(this));
  }
}

export class PersistentFile extends BaseEntity {}

export class IssueAttachment extends PersistentFile {
  delete(): void {
    engine().remove(ownId(this));
  }
}

defineEntity(BaseComment, { name: 'BaseComment' });
defineEntity(IssueComment, {
  name: 'IssueComment',
  rules: ['action'],
  properties: {
    ...RESTRICTION,
    ...commentProperties(ISSUE),
    author: reference('author'),
    updatedBy: reference('updatedBy'),
    issue: owner('issue'),
    deleted: computed((id) => engine().isRemoved(id)),
    isUsingMarkdown,
    url: computed((id) => {
      const issue = issueOf(id);
      return issue === null ? null : `${issueUrl(issue)}#focus=Comments-${id}.0-0`;
    }),
  },
});
classFor('IssueComment', () => IssueComment);
makeSearchable(IssueComment, 'IssueComment', 'IssueComment');

defineEntity(PersistentFile, {
  name: 'PersistentFile',
  properties: {
    name: plain('name'),
    size: plain('size'),
    mimeType: plain('mimeType'),
    charset: plain('charset'),
    extension: computed((id) => /\.([^.]*)$/.exec(textOf(id, 'name'))?.[1] ?? ''),
  },
});
makeSearchable(PersistentFile, 'PersistentFile', 'IssueAttachment');
defineEntity(IssueAttachment, {
  name: 'IssueAttachment',
  rules: ['action'],
  properties: {
    ...RESTRICTION,
    issue: owner('issue'),
    author: reference('author'),
    created: plain('created'),
    updated: plain('created'),
    base64Content: computed((id) => `data:${textOf(id, 'mimeType')};base64,${textOf(id, 'content')}`),
    content: computed((id) => decode(textOf(id, 'content'))),
    fileUrl: computed((id) => engine().fileUrl(id)),
    isRemoved: computed((id) => engine().isRemoved(id)),
    ...leftOutProperties('IssueAttachment', ['metaData']),
  },
});
classFor('IssueAttachment', () => IssueAttachment);
makeSearchable(IssueAttachment, 'IssueAttachment', 'IssueAttachment');

function issueOf(part: EntityId): EntityId | null {
  return refOf(part, 'issue') ?? refOf(part, 'issue', committed);
}

export function createComment(issue: EntityId, body: unknown, author: EntityId): Entity | null {
  return createCommentOn(ISSUE, issue, body, author);
}

/** @param comment the comment that the file belongs to, if it is not to the issue itself. */
export function createAttachment(
  issue: EntityId,
  attached: Attached,
  comment: EntityId | null = null,
): Entity | null {
  const belongsTo = { issue: { ref: issue }, comment: comment === null ? null : { ref: comment } };
  return entityOf(engine().create('IssueAttachment', { ...belongsTo, ...fileFrom(attached) }));
}
