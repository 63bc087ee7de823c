/**
 * Whose the facts on an issue are. Those of a copy name the original, those of a cloned YouTrack another instance, and an
 * id that was adopted names a former installation: it counts from when the source of that is ours.
 */
import type { ExtensionProperties } from '@jetbrains/youtrack-scripting-api/entities';
import { type DeliveryFacts, UNTOUCHED } from '../domain/delivery.ts';
import { readAdoption, writeAdoption } from './adoption-facts.ts';
import { readDelivery, writeDelivery } from './delivery-facts.ts';
import { readString } from './extension-properties.ts';
import type { ExternalIds } from './external-ids.ts';
import type { IssueHandle } from './ports.ts';
import { NO_RESULTS, writeResults } from './result-facts.ts';

export type Ownership = Pick<IssueHandle, 'isOwner' | 'delivery' | 'own' | 'source' | 'adoption' | 'adopt'>;

/** What only the issue itself can say. */
export interface Owner {
  /** Whether the facts were written for this very issue. */
  isSelf(): boolean;
  writeSelf(): void;
  /** Whether its board is still to be read: whose an adopted id is may not be known before. */
  isWaiting(): boolean;
}

export function ownershipOf(properties: ExtensionProperties, ids: ExternalIds, owner: Owner): Ownership {
  const adoption: Ownership['adoption'] = () => (owner.isSelf() ? readAdoption(properties) : null);
  /** Of two transactions that overlap the other may have written a new id over the adopted one. */
  const adoptedId = (externalId: string) => {
    const adopted = adoption();
    return adopted?.externalId === externalId ? adopted : null;
  };
  const isOwner = (): boolean => {
    const externalId = readString(properties, 'externalId');
    if (externalId === null || !owner.isSelf()) return false;
    if (ids.isOurs(externalId)) return true;
    const adopted = adoptedId(externalId);
    return adopted !== null && ids.standingOf(adopted.source) === 'ours';
  };
  const delivery = (): DeliveryFacts => {
    const facts = readDelivery(properties);
    const { changeToken, queue } = facts;
    return isOwner() ? facts : { ...UNTOUCHED, changeToken, queue };
  };
  const keepsAdopted = (source: string): boolean => {
    const standing = ids.standingOf(source);
    return standing === 'ours' || (standing === 'unknown' && owner.isWaiting());
  };
  return {
    isOwner,
    delivery,
    adoption,
    own() {
      if (isOwner()) return delivery();
      const adopted = adoption();
      if (adopted !== null && keepsAdopted(adopted.source)) {
        writeDelivery(properties, { externalId: adopted.externalId });
        return delivery();
      }
      writeDelivery(properties, { ...delivery(), externalId: ids.make() });
      writeResults(properties, NO_RESULTS);
      writeAdoption(properties, null);
      owner.writeSelf();
      return delivery();
    },
    source() {
      const adopted = adoptedId(readString(properties, 'externalId') ?? '');
      return adopted !== null && ids.standingOf(adopted.source) === 'ours' ? adopted.source : ids.source();
    },
    adopt(adopted, facts) {
      writeDelivery(properties, { ...delivery(), ...facts, externalId: adopted.externalId });
      writeResults(properties, NO_RESULTS);
      writeAdoption(properties, adopted);
      owner.writeSelf();
    },
  };
}
