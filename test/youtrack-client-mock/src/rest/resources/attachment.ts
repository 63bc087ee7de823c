/** Files on issues, as REST shows them. */
import { canSeePart } from '../../model/access.ts';
import { numberOf, numberOrNull, refOf, textOf, textOrNull } from '../../model/props.ts';
import type { EntityId } from '../../model/types.ts';
import type { View } from '../context.ts';
import { fileAddress } from '../file-address.ts';
import type { Resource } from '../render.ts';
import { userOrNull } from './user.ts';
import { visibilityResource } from './visibility.ts';

/** Those the user may see, oldest first. */
export function attachmentsOf({ tx, user }: View, issue: EntityId): readonly EntityId[] {
  return [...tx.find('IssueAttachment', 'issue', { ref: issue })]
    .filter((file) => canSeePart(tx, user, file))
    .sort((a, b) => numberOf(tx, a, 'created') - numberOf(tx, b, 'created'));
}

/**
 * Each reading gives another address of the file.
 * @param showComment how the comment that the file belongs to is shown.
 */
export function attachmentResource(
  view: View,
  id: EntityId,
  showComment: (view: View, comment: EntityId) => Resource,
): Resource {
  const { tx, youTrack } = view;
  const comment = refOf(tx, id, 'comment');
  const mimeType = (): string => textOf(tx, id, 'mimeType');
  return {
    $type: 'IssueAttachment',
    id,
    attributes: {
      name: () => textOf(tx, id, 'name'),
      author: () => userOrNull(view, refOf(tx, id, 'author')),
      created: () => numberOrNull(tx, id, 'created'),
      updated: () => numberOrNull(tx, id, 'created'),
      size: () => numberOrNull(tx, id, 'size'),
      extension: () => /\.([^.]*)$/.exec(textOf(tx, id, 'name'))?.[1] ?? '',
      charset: () => textOrNull(tx, id, 'charset'),
      mimeType,
      metaData: () => null,
      draft: () => false,
      removed: () => false,
      base64Content: () => `data:${mimeType()};base64,${textOf(tx, id, 'content')}`,
      url: () => fileAddress(new URL(youTrack.baseUrl).pathname, id, youTrack.now()),
      visibility: () => visibilityResource(view, id),
      comment: () => (comment === null ? null : showComment(view, comment)),
      thumbnailURL: () => null,
    },
  };
}
