/** What comments of issues and of articles have in common. */
import { type DocumentKind, kindOf } from '../../../model/documents.ts';
import type { EntityId } from '../../../model/types.ts';
import { engine } from './engine.ts';
import { entityOf } from './entity-class.ts';
import { EntitySet } from './entity-set.ts';
import { illegalArgument } from './errors.ts';
import type { Entity } from './identity.ts';
import { flag, parts, plain } from './property.ts';
import type { Properties, Property } from './property-type.ts';
import { current } from './stored.ts';

const TEXT: Property = {
  ...plain('text'),
  /** Who changes it is noted with it. */
  write(id, value) {
    if (typeof value !== 'string') throw illegalArgument('text takes a string');
    engine().set(id, 'text', value);
    engine().set(id, 'updated', engine().now());
    engine().set(id, 'updatedBy', { ref: engine().currentUser() });
  },
};

const IS_PINNED: Property = {
  ...flag('pinned'),
  write(id, value) {
    if (typeof value !== 'boolean') throw illegalArgument('isPinned takes a boolean');
    engine().set(id, 'pinned', value);
  },
};

export function commentProperties({ file }: DocumentKind): Properties {
  return {
    text: TEXT,
    created: plain('created'),
    updated: plain('updated'),
    isPinned: IS_PINNED,
    attachments: parts(file, 'comment'),
  };
}

export function pinnedComments(document: EntityId): EntitySet {
  const { comment: type, owner } = kindOf(engine(), document);
  return new EntitySet({
    *ids() {
      for (const comment of engine().find(type, owner, { ref: document })) {
        if (current(comment, 'pinned') === true) yield comment;
      }
    },
  });
}

export function createCommentOn(
  { comment, owner }: DocumentKind,
  document: EntityId,
  body: unknown,
  author: EntityId,
): Entity | null {
  return entityOf(
    engine().create(comment, {
      [owner]: { ref: document },
      author: { ref: author },
      text: String(body ?? ''),
      created: engine().now(),
      updated: null,
    }),
  );
}
