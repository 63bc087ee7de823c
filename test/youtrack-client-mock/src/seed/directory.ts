/** Finds what a seed has planted by the name the seed gives it. */
import type { EntityId } from '../model/types.ts';
import { SeedError } from './error.ts';

export class Directory {
  private readonly ids = new Map<string, EntityId>();
  private readonly taken = new Set<string>();

  /** @param kind what it holds, for messages: `user`. */
  constructor(private readonly kind: string) {}

  /** @throws SeedError when the name is taken, in whatever case: searches and logins know no case. */
  add(name: string, id: EntityId, path: string): EntityId {
    const folded = name.toLowerCase();
    if (this.taken.has(folded)) throw new SeedError(path, `There is a ${this.kind} "${name}" already`);
    this.taken.add(folded);
    this.ids.set(name, id);
    return id;
  }

  /** @throws SeedError when nothing has this name. */
  at(name: string, path: string): EntityId {
    const id = this.ids.get(name);
    if (id === undefined) throw new SeedError(path, `There is no ${this.kind} "${name}"`);
    return id;
  }

  /** References to all of them, each once. @throws SeedError that names the position in the list. */
  refs(names: readonly string[], path: string): readonly { readonly ref: EntityId }[] {
    const ids = names.map((name, index) => this.at(name, `${path}.${index}`));
    return [...new Set(ids)].map((ref) => ({ ref }));
  }
}

/** Everything that other parts of a seed name. */
export interface Directories {
  readonly users: Directory;
  readonly groups: Directory;
  readonly fields: Directory;
  readonly projects: Directory;
  readonly tags: Directory;
}

export function createDirectories(): Directories {
  return {
    users: new Directory('user'),
    groups: new Directory('group'),
    fields: new Directory('field'),
    projects: new Directory('project'),
    tags: new Directory('tag'),
  };
}
