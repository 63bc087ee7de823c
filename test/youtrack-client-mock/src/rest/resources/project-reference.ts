/** A project as what hangs on it names it: itself, without what in turn hangs on the project. */

import { flagOf, textOf, textOrNull } from '../../model/props.ts';
import type { EntityId } from '../../model/types.ts';
import type { View } from '../context.ts';
import type { Resource } from '../render.ts';

export function projectReference({ tx }: View, id: EntityId): Resource {
  return {
    $type: 'Project',
    id,
    attributes: {
      name: () => textOf(tx, id, 'name'),
      shortName: () => textOf(tx, id, 'shortName'),
      description: () => textOrNull(tx, id, 'description'),
      archived: () => flagOf(tx, id, 'archived'),
      template: () => false,
      startingNumber: () => 1,
      fromEmail: () => null,
      replyToEmail: () => null,
      iconUrl: () => null,
      ringId: () => id,
    },
  };
}
