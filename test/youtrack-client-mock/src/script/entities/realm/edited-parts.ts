/** Comments and work items of an issue or article that a transaction edits. */
import { kindOf } from '../../../model/documents.ts';
import type { EntityId, EntityType } from '../../../model/types.ts';
import { engine } from './engine.ts';
import { EntitySet } from './entity-set.ts';

/** Parts that were there before the transaction and differ now; those added or removed are not among them. */
export function editedParts(document: EntityId, type: EntityType, props: readonly string[]): EntitySet {
  return new EntitySet({
    *ids() {
      for (const part of engine().find(type, kindOf(engine(), document).owner, { ref: document })) {
        if (engine().isCreated(part)) continue;
        if (props.some((prop) => engine().isChanged(part, prop))) yield part;
      }
    },
  });
}
