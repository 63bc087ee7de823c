/** Issues and what hangs on them, as REST shows them. */

import { projectFields } from '../../model/field-types.ts';
import type { LinkSide } from '../../model/link-types.ts';
import { numberOf, numberOrNull, refOf, refsOf, textOf, textOrNull } from '../../model/props.ts';
import type { EntityId } from '../../model/types.ts';
import { renderMarkdown } from '../../text/markdown.ts';
import { linkEnds } from '../change/link.ts';
import type { View } from '../context.ts';
import { canSeeTag, readableId } from '../lookup.ts';
import type { Attribute, Resource } from '../render.ts';
import { commentAttributes, commentsOf, fileAttributes, filesOf } from './document-parts.ts';
import { issueFieldResource } from './issue-field.ts';
import { aggregationEnd, linkResource } from './link.ts';
import { projectResource } from './project.ts';
import { groupResource, userOrNull, userResource } from './user.ts';
import { visibilityResource } from './visibility.ts';

/** @param onlyFields names of the custom fields to show; all of the project when absent. */
export function issueResource(view: View, id: EntityId, onlyFields?: ReadonlySet<string>): Resource {
  const { tx } = view;
  const project = refOf(tx, id, 'project');
  const customFields = () =>
    project === null
      ? []
      : projectFields(tx, project)
          .filter((field) => onlyFields?.has(field.name) ?? true)
          .map((field) => issueFieldResource(view, id, field));
  return {
    $type: 'Issue',
    id,
    attributes: {
      idReadable: () => readableId(tx, id),
      numberInProject: () => numberOf(tx, id, 'numberInProject'),
      project: () => (project === null ? null : projectResource(view, project)),
      summary: () => textOf(tx, id, 'summary'),
      description: () => textOrNull(tx, id, 'description'),
      wikifiedDescription: () => renderMarkdown(textOf(tx, id, 'description')),
      created: () => numberOrNull(tx, id, 'created'),
      updated: () => numberOrNull(tx, id, 'updated'),
      resolved: () => numberOrNull(tx, id, 'resolved'),
      reporter: () => userOrNull(view, refOf(tx, id, 'reporter')),
      updater: () => userOrNull(view, refOf(tx, id, 'updatedBy')),
      draftOwner: () => null,
      isDraft: () => tx.get(id, 'reported') === false,
      visibility: () => visibilityResource(view, id),
      votes: () => refsOf(tx, id, 'voters').length,
      voters: () => votersResource(view, id),
      watchers: () => watchersResource(view, id),
      comments: () => commentsOf(view, id).map((comment) => issueCommentResource(view, comment)),
      commentsCount: () => commentsOf(view, id).length,
      tags: () => tagsOf(view, id).map((tag) => tagResource(view, tag)),
      links: () => linkEnds(tx).map((end) => linkResource(view, id, end, (one) => issueResource(view, one))),
      subtasks: () => aggregation(view, id, 'outward'),
      parent: () => aggregation(view, id, 'inward'),
      externalIssue: () => null,
      attachments: () => filesOf(view, id).map((file) => issueFileResource(view, file)),
      customFields,
      // The older name, which JetBrains' Document List Widget asks for.
      fields: customFields,
    },
  };
}

function aggregation(view: View, issue: EntityId, side: LinkSide): Attribute {
  const end = aggregationEnd(view, side);
  return end ? linkResource(view, issue, end, (one) => issueResource(view, one)) : null;
}

/** Tags of an issue or article that the user may see. */
export function tagsOf(view: View, issue: EntityId): readonly EntityId[] {
  return refsOf(view.tx, issue, 'tags').filter((tag) => canSeeTag(view, tag));
}

/** Who sees a tag may use it. */
export function tagResource(view: View, id: EntityId): Resource {
  const { tx } = view;
  const shared = {
    permittedGroups: () =>
      refsOf(tx, id, 'permittedReadUserGroups').map((group) => groupResource(view, group)),
    permittedUsers: () => refsOf(tx, id, 'permittedReadUsers').map((reader) => userResource(view, reader)),
    permissionBasedTagAccess: () => false,
  };
  return {
    $type: 'Tag',
    id,
    attributes: {
      name: () => textOf(tx, id, 'name'),
      owner: () => userOrNull(view, refOf(tx, id, 'owner')),
      untagOnResolve: () => false,
      isUsable: () => canSeeTag(view, id),
      readSharingSettings: () => ({ $type: 'WatchFolderSharingSettings', id, attributes: shared }),
      tagSharingSettings: () => ({ $type: 'TagSharingSettings', id, attributes: shared }),
    },
  };
}

export function issueCommentResource(view: View, id: EntityId): Resource {
  const { tx } = view;
  const issue = refOf(tx, id, 'issue');
  return {
    $type: 'IssueComment',
    id,
    attributes: {
      ...commentAttributes(view, id, issueFileResource),
      textPreview: () => renderMarkdown(textOf(tx, id, 'text')),
      issue: () => (issue === null ? null : issueResource(view, issue)),
      deleted: () => false,
    },
  };
}

export function issueFileResource(view: View, id: EntityId): Resource {
  return { $type: 'IssueAttachment', id, attributes: fileAttributes(view, id, issueCommentResource) };
}

/** Of an issue; `hasVote` is about the one who asks. */
export function votersResource(view: View, issue: EntityId): Resource {
  const voters = refsOf(view.tx, issue, 'voters');
  return {
    $type: 'IssueVoters',
    id: issue,
    attributes: {
      hasVote: () => voters.includes(view.user),
      original: () => voters.map((voter) => userResource(view, voter)),
      duplicate: () => [],
    },
  };
}

/** Who follows an issue; `hasStar` is about the one who asks. */
function watchersResource(view: View, issue: EntityId): Resource {
  const watchers = refsOf(view.tx, issue, 'watchers');
  return {
    $type: 'IssueWatchers',
    id: issue,
    attributes: {
      hasStar: () => watchers.includes(view.user),
      issueWatchers: () => watchers.map((user) => watcherResource(view, issue, user)),
      duplicateWatchers: () => [],
    },
  };
}

function watcherResource(view: View, issue: EntityId, user: EntityId): Resource {
  return {
    $type: 'IssueWatcher',
    id: `${issue}/${user}`,
    attributes: {
      user: () => userResource(view, user),
      issue: () => issueResource(view, issue),
      isStarred: () => true,
    },
  };
}
