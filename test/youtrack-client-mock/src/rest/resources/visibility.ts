/** The visibility of an issue, a comment or a file, as REST shows it. */
import { refsOf } from '../../model/props.ts';
import type { EntityId } from '../../model/types.ts';
import type { View } from '../context.ts';
import type { Resource } from '../render.ts';
import { groupResource, userResource } from './user.ts';

export function visibilityResource(view: View, id: EntityId): Resource {
  const groups = refsOf(view.tx, id, 'permittedGroups');
  const users = refsOf(view.tx, id, 'permittedUsers');
  if (groups.length + users.length === 0) return { $type: 'UnlimitedVisibility', id, attributes: {} };
  return {
    $type: 'LimitedVisibility',
    id,
    attributes: {
      permittedGroups: () => groups.map((group) => groupResource(view, group)),
      permittedUsers: () => users.map((user) => userResource(view, user)),
    },
  };
}
