/** What a property of an entity is, for those who make properties and those who only ask them. */
import type { EntityId } from '../../../model/types.ts';

export interface Property {
  /** As scripts see it. */
  now(id: EntityId): unknown;
  /** As scripts would have seen it before the running transaction. */
  before(id: EntityId): unknown;
  /** Whether it differs from what is committed: a change taken back is no change (youtrack-platform §2). */
  isChanged(id: EntityId): boolean;
  /** Absent where scripts cannot assign. Throws IllegalArgumentException for what it cannot hold. */
  write?(id: EntityId, value: unknown): void;
}

export type Properties = Readonly<Record<string, Property>>;
