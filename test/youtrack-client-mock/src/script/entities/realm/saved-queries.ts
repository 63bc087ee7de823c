/** Saved searches: private to their owner unless they are shared with groups or users, as tags are. */
import type { EntityId } from '../../../model/types.ts';
import { engine } from './engine.ts';
import { classFor, defineEntity, entityOf } from './entity-class.ts';
import { EntitySet } from './entity-set.ts';
import { makeSearchable } from './extension-search.ts';
import type { Entity } from './identity.ts';
import { plain, reference } from './property.ts';
import { refOf } from './stored.ts';
import { isVisible, WatchFolder } from './tags.ts';

export class SavedQuery extends WatchFolder {
  /** The current user's own first. */
  static findByName(name: unknown): EntitySet {
    return new EntitySet({ ids: () => queriesNamed(String(name)) });
  }

  static findQueryByName(name: unknown): Entity | null {
    return entityOf(queriesNamed(String(name))[0] ?? null);
  }
}

defineEntity(SavedQuery, {
  name: 'SavedQuery',
  properties: { name: plain('name'), owner: reference('owner'), query: plain('query') },
});
classFor('SavedQuery', () => SavedQuery);
makeSearchable(SavedQuery, 'SavedQuery', 'SavedQuery');

function queriesNamed(name: string): EntityId[] {
  const user = engine().currentUser();
  const visible = [...engine().find('SavedQuery', 'name', name)].filter((id) => isVisible(id, user));
  const isOwn = (id: EntityId): boolean => refOf(id, 'owner') === user;
  return [...visible.filter(isOwn), ...visible.filter((id) => !isOwn(id))];
}
