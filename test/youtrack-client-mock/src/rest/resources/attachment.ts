/** Files on issues, as REST shows them. */
import { numberOrNull, refOf, textOf, textOrNull } from '../../model/props.ts';
import type { EntityId } from '../../model/types.ts';
import type { View } from '../context.ts';
import { fileAddress } from '../file-address.ts';
import type { Resource } from '../render.ts';
import { userOrNull } from './user.ts';

/** Each reading gives another address of the file. */
export function attachmentResource(view: View, id: EntityId): Resource {
  const { tx, youTrack } = view;
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
      visibility: () => ({ $type: 'UnlimitedVisibility', id, attributes: {} }),
      comment: () => null,
      thumbnailURL: () => null,
    },
  };
}
