/** What `search` gained after 2022.1, added onto JetBrains' module. Runs inside the realm; imports nothing. */

export interface SearchModule {
  search(folder: unknown, query?: unknown, user?: unknown): unknown;
}

/** Changes `search` in place: without a folder, the query may come first and the user second. */
export function install(module: SearchModule, isEntity: (value: unknown) => boolean): void {
  const { search } = module;
  module.search = (folder, query, user) => {
    const isQuery =
      typeof folder === 'string' || (typeof folder === 'object' && folder !== null && !isEntity(folder));
    if (!isQuery) return search(folder, query, user);
    return search(null, folder, user ?? (isEntity(query) ? query : undefined));
  };
}
