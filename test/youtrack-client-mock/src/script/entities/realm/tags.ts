/** Tags: private to their owner unless they are shared with groups or users. */
import type { EntityId } from '../../../model/types.ts';
import { BaseEntity } from './base-entity.ts';
import { engine } from './engine.ts';
import { classFor, defineEntity, entityOf } from './entity-class.ts';
import { EntitySet } from './entity-set.ts';
import { makeSearchable } from './extension-search.ts';
import { isMember } from './groups.ts';
import type { Entity } from './identity.ts';
import { idOf, ownId } from './identity.ts';
import { computed, only, plain, reference, references } from './property.ts';
import type { Property } from './property-type.ts';
import { refOf, refsOf, textOf, toRefs } from './stored.ts';

export class WatchFolder extends BaseEntity {}

export class Tag extends WatchFolder {
  /** The current user's own first. */
  static findByName(name: unknown, ignoreVisibilitySettings?: unknown): EntitySet {
    return new EntitySet({
      ids: () => tagsNamed(String(name), engine().currentUser(), ignoreVisibilitySettings === true),
    });
  }

  static findTagByName(name: unknown): Entity | null {
    return entityOf(tagNamed(String(name), engine().currentUser()));
  }

  static findByOwner(owner: unknown): EntitySet {
    const ref = only('User', 'The owner')(owner);
    return new EntitySet({ ids: () => engine().find('Tag', 'owner', { ref }) });
  }

  canBeUsedForIssue(issue: unknown, user?: unknown): boolean {
    const id = idOf(user) ?? engine().currentUser();
    const tagged = only('Issue', 'The tagged issue')(issue);
    return isVisible(ownId(this), id) && engine().canSeeIssue(id, tagged);
  }

  canBeUsedForArticle(article: unknown, user?: unknown): boolean {
    const id = idOf(user) ?? engine().currentUser();
    const tagged = only('Article', 'The tagged article')(article);
    return isVisible(ownId(this), id) && engine().canSeeArticle(id, tagged);
  }
}

const firstGroup = (prop: string): Property => computed((id) => entityOf(refsOf(id, prop)[0] ?? null));

defineEntity(WatchFolder, {
  name: 'WatchFolder',
  properties: {
    permittedReadUserGroups: references('permittedReadUserGroups'),
    permittedReadUsers: references('permittedReadUsers'),
    permittedUpdateUserGroups: references('permittedUpdateUserGroups'),
    permittedUpdateUsers: references('permittedUpdateUsers'),
    shareGroup: firstGroup('permittedReadUserGroups'),
    updateShareGroup: firstGroup('permittedUpdateUserGroups'),
  },
});
defineEntity(Tag, {
  name: 'Tag',
  properties: {
    name: plain('name'),
    owner: reference('owner'),
    permittedTagUserGroups: references('permittedTagUserGroups'),
    permittedTagUsers: references('permittedTagUsers'),
  },
});
classFor('Tag', () => Tag);
makeSearchable(Tag, 'Tag', 'Tag');

export function isVisible(tag: EntityId, user: EntityId): boolean {
  return (
    refOf(tag, 'owner') === user ||
    refsOf(tag, 'permittedReadUsers').includes(user) ||
    refsOf(tag, 'permittedReadUserGroups').some((group) => isMember(group, user))
  );
}

export function* tagsNamed(name: string, user: EntityId, ignoreVisibility: boolean): Iterable<EntityId> {
  const tags = [...engine().find('Tag', 'name', name)];
  const isOwn = (tag: EntityId): boolean => refOf(tag, 'owner') === user;
  yield* tags.filter(isOwn);
  yield* tags.filter((tag) => !isOwn(tag) && (ignoreVisibility || isVisible(tag, user)));
}

/** The user's own before those of others; null when the user sees none. */
export function tagNamed(name: string, user: EntityId): EntityId | null {
  for (const tag of tagsNamed(name, user, false)) return tag;
  return null;
}

export function createTag(name: string, owner: EntityId): EntityId {
  return engine().create('Tag', {
    name,
    owner: { ref: owner },
    permittedReadUserGroups: [],
    permittedReadUsers: [],
  });
}

export function addTag(document: EntityId, tag: EntityId): void {
  const tags = refsOf(document, 'tags');
  if (!tags.includes(tag)) engine().set(document, 'tags', toRefs([...tags, tag]));
}

export function removeTag(document: EntityId, tag: EntityId): void {
  const tags = refsOf(document, 'tags');
  if (tags.includes(tag)) engine().set(document, 'tags', toRefs(tags.filter((one) => one !== tag)));
}

/** The first tag of that name that the current user sees; a new private one where there is none. */
export function addTagNamed(document: EntityId, name: string): EntityId {
  const user = engine().currentUser();
  const tag = tagNamed(name, user) ?? createTag(name, user);
  addTag(document, tag);
  return tag;
}

/** Null when the issue or article has no such tag. */
export function removeTagNamed(document: EntityId, name: string): EntityId | null {
  const tag = tagOn(document, name, false);
  if (tag !== null) removeTag(document, tag);
  return tag;
}

/** The tag of that name on the issue or article: the user's own first, then any that the user may see. */
export function tagOn(document: EntityId, name: string, ignoreVisibility: boolean): EntityId | null {
  const user = engine().currentUser();
  const named = refsOf(document, 'tags').filter((tag) => textOf(tag, 'name') === name);
  const own = named.find((tag) => refOf(tag, 'owner') === user);
  return own ?? named.find((tag) => ignoreVisibility || isVisible(tag, user)) ?? null;
}
