/** The visibility of an issue, a comment or a file, as a request sets it. */
import * as v from 'valibot';
import type { EntityId, Value } from '../../model/types.ts';
import type { View } from '../context.ts';
import { mentionedGroup, mentionedUser } from '../lookup.ts';

export const MentionSchema = v.looseObject({
  id: v.optional(v.string()),
  name: v.optional(v.string()),
  login: v.optional(v.string()),
});

export const VisibilitySchema = v.optional(
  v.nullable(
    v.looseObject({
      $type: v.optional(v.picklist(['LimitedVisibility', 'UnlimitedVisibility'])),
      permittedGroups: v.optional(v.array(MentionSchema), []),
      permittedUsers: v.optional(v.array(MentionSchema), []),
    }),
  ),
);

/** Nothing happens without a visibility; null makes it unlimited. @throws RestError 400 or 404. */
export function restrict(
  { tx }: View,
  id: EntityId,
  visibility: v.InferOutput<typeof VisibilitySchema>,
): void {
  if (visibility === undefined) return;
  const limited = visibility?.$type === 'UnlimitedVisibility' ? null : visibility;
  const groups = limited?.permittedGroups ?? [];
  const users = limited?.permittedUsers ?? [];
  tx.set(id, 'permittedGroups', refs(groups.map((group) => mentionedGroup(tx, group))));
  tx.set(id, 'permittedUsers', refs(users.map((permitted) => mentionedUser(tx, permitted))));
}

function refs(ids: readonly EntityId[]): Value {
  return [...new Set(ids)].map((ref) => ({ ref }));
}
