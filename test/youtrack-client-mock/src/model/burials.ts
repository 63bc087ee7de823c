/** Deleted issues: YouTrack only marks them, so one can be restored with all that went with it. */
import type { EntityId, Value } from './types.ts';

interface Buried {
  readonly id: EntityId;
  readonly props: Map<string, Value>;
}

export class Burials<Entity extends Buried> {
  /** By issue: the issue itself and the comments, work items and attachments that were removed with it. */
  private readonly graves = new Map<EntityId, readonly Entity[]>();
  private readonly entities = new Map<EntityId, Entity>();

  add(issue: EntityId, entities: readonly Entity[]): void {
    this.graves.set(issue, entities);
    for (const entity of entities) this.entities.set(entity.id, entity);
  }

  get(id: EntityId): Entity | undefined {
    return this.entities.get(id);
  }

  issues(): Iterable<EntityId> {
    return this.graves.keys();
  }

  /** Empty for an issue that is not deleted. */
  take(issue: EntityId): readonly Entity[] {
    const entities = this.graves.get(issue) ?? [];
    this.graves.delete(issue);
    for (const { id } of entities) this.entities.delete(id);
    return entities;
  }
}
