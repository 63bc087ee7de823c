/** `Issue.search`, the native function behind `search.js`: folders, queries, and extension properties of the own app. */
import type { Transaction } from '../../model/transaction.ts';
import type { EntityId, Value } from '../../model/types.ts';
import { isRef, isRefList } from '../../model/types.ts';
import { findIssues, QuerySyntaxError } from '../../search/search.ts';
import type { CoreModuleHost, ScriptExecution } from '../types.ts';

type Wanted = readonly [prop: string, value: Value];

export function createIssueSearch(host: CoreModuleHost): (...args: readonly unknown[]) => unknown {
  function wantedProperties(app: string, query: object): Wanted[] {
    const properties: unknown = Reflect.get(query, 'extensionPropertiesQuery');
    if (typeof properties !== 'object' || properties === null) return [];
    return Object.entries(properties).map(([name, value]) => [`ext:${app}:${name}`, stored(value)]);
  }

  function stored(value: unknown): Value {
    const entity = host.entityId(value);
    if (entity !== undefined) return { ref: entity };
    if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
    return value === null || value === undefined ? null : String(value);
  }

  function run(execution: ScriptExecution, folder: unknown, query: unknown, user: unknown): EntityId[] {
    const { tx } = execution;
    const folderId = host.entityId(folder);
    const folderType = folderId === undefined ? undefined : tx.typeOf(folderId);
    const text = typeof query === 'object' && query !== null ? Reflect.get(query, 'query') : query;
    const wanted = typeof query === 'object' && query !== null ? wantedProperties(execution.app, query) : [];
    const [first] = wanted;
    if (first && execution.isBlind) return [];
    const found = findIssues(tx, text === undefined || text === null ? '' : String(text), {
      user: host.entityId(user) ?? execution.currentUser,
      project: folderType === 'Project' && folderId !== undefined ? folderId : null,
      now: host.now(),
      ...(first && holdsScalar(first) ? { within: tx.find('Issue', ...first) } : {}),
    });
    const tag = folderType === 'Tag' ? folderId : undefined;
    const saved =
      folderType === 'SavedQuery' && folderId !== undefined ? savedSearch(execution, folderId) : null;
    return found.filter(
      (issue) =>
        wanted.every(([prop, value]) => holds(tx, issue, prop, value)) &&
        (tag === undefined || holds(tx, issue, 'tags', { ref: tag })) &&
        (saved === null || saved.has(issue)),
    );
  }

  function savedSearch({ tx, currentUser }: ScriptExecution, id: EntityId): ReadonlySet<EntityId> {
    const query = tx.get(id, 'query');
    const asked = { user: currentUser, project: null, now: host.now() };
    return new Set(findIssues(tx, typeof query === 'string' ? query : '', asked));
  }

  return (folder, query, user) => {
    host.fault('search.search');
    const execution = host.current();
    execution.countSearch();
    try {
      return host.entitySet(run(execution, folder, query, user));
    } catch (error) {
      if (error instanceof QuerySyntaxError) {
        throw host.realm.error('InvalidQueryException', [error.message, ...error.children].join(': '));
      }
      throw error;
    }
  };
}

/** Only scalars are indexed; a reference may also stand in a multi-valued property. */
function holdsScalar([, value]: Wanted): boolean {
  return value !== null && typeof value !== 'object';
}

function holds(tx: Transaction, issue: EntityId, prop: string, wanted: Value): boolean {
  const value = tx.get(issue, prop) ?? null;
  if (!isRef(wanted)) return value === wanted;
  return isRefList(value)
    ? value.some((item) => item.ref === wanted.ref)
    : isRef(value) && value.ref === wanted.ref;
}
