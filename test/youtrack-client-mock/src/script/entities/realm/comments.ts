/** What comments of issues and of articles have in common. */
import type { EntityId, Value } from '../../../model/types.ts';
import { engine } from './engine.ts';
import { entityOf } from './entity-class.ts';
import { illegalArgument } from './errors.ts';
import type { Entity } from './identity.ts';
import { flag, plain } from './property.ts';
import type { Property } from './property-type.ts';

/** Who changes the text is noted with it. */
export const COMMENT_PROPERTIES: Readonly<Record<'text' | 'created' | 'updated' | 'isPinned', Property>> = {
  text: {
    ...plain('text'),
    write(id, value) {
      if (typeof value !== 'string') throw illegalArgument('text takes a string');
      engine().set(id, 'text', value);
      engine().set(id, 'updated', engine().now());
      engine().set(id, 'updatedBy', { ref: engine().currentUser() });
    },
  },
  created: plain('created'),
  updated: plain('updated'),
  isPinned: {
    ...flag('pinned'),
    write(id, value) {
      if (typeof value !== 'boolean') throw illegalArgument('isPinned takes a boolean');
      engine().set(id, 'pinned', value);
    },
  },
};

/** @param owner the reference to the issue or article. */
export function createCommentOn(
  type: 'IssueComment' | 'ArticleComment',
  owner: Readonly<Record<string, Value>>,
  body: unknown,
  author: EntityId,
): Entity | null {
  return entityOf(
    engine().create(type, {
      ...owner,
      author: { ref: author },
      text: String(body ?? ''),
      created: engine().now(),
      updated: null,
    }),
  );
}
