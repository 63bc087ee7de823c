/** What comments and files of issues and of articles have in common, as REST shows it. */
import { canSeePart } from '../../model/access.ts';
import type { DocumentKind } from '../../model/documents.ts';
import { documentOf, kindOf } from '../../model/documents.ts';
import { flagOf, numberOf, numberOrNull, refOf, textOf, textOrNull } from '../../model/props.ts';
import type { EntityId } from '../../model/types.ts';
import type { View } from '../context.ts';
import { fileAddress } from '../file-address.ts';
import type { Resource } from '../render.ts';
import { userOrNull } from './user.ts';
import { visibilityResource } from './visibility.ts';

type Attributes = Resource['attributes'];
type Show = (view: View, id: EntityId) => Resource;

/** Those the user may see, oldest first, as recorded (youtrack-platform §10). */
export function commentsOf(view: View, document: EntityId): readonly EntityId[] {
  return partsOf(view, document, 'comment');
}

/** Those the user may see, oldest first; files of comments are among them. */
export function filesOf(view: View, document: EntityId): readonly EntityId[] {
  return partsOf(view, document, 'file');
}

export function filesOfComment(view: View, comment: EntityId): readonly EntityId[] {
  const document = documentOf(view.tx, comment);
  if (document === null) return [];
  return filesOf(view, document).filter((file) => refOf(view.tx, file, 'comment') === comment);
}

function partsOf({ tx, user }: View, document: EntityId, part: 'comment' | 'file'): readonly EntityId[] {
  const { owner, [part]: type }: DocumentKind = kindOf(tx, document);
  return [...tx.find(type, owner, { ref: document })]
    .filter((id) => canSeePart(tx, user, id))
    .sort((a, b) => numberOf(tx, a, 'created') - numberOf(tx, b, 'created'));
}

export function commentAttributes(view: View, id: EntityId, showFile: Show): Attributes {
  const { tx } = view;
  return {
    text: () => textOf(tx, id, 'text'),
    created: () => numberOrNull(tx, id, 'created'),
    updated: () => numberOrNull(tx, id, 'updated'),
    author: () => userOrNull(view, refOf(tx, id, 'author')),
    pinned: () => flagOf(tx, id, 'pinned'),
    attachments: () => filesOfComment(view, id).map((file) => showFile(view, file)),
    visibility: () => visibilityResource(view, id),
  };
}

/** Each reading gives another address of the file. */
export function fileAttributes(view: View, id: EntityId, showComment: Show): Attributes {
  const { tx, youTrack } = view;
  const comment = refOf(tx, id, 'comment');
  const mimeType = (): string => textOf(tx, id, 'mimeType');
  return {
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
  };
}
