/** From a page's address to the entity it means, and from a user to the name people read. */

import { textOf } from '../model/props.ts';
import type { Transaction } from '../model/transaction.ts';
import type { EntityId } from '../model/types.ts';
import type { View } from '../rest/context.ts';
import { RestError } from '../rest/errors.ts';
import { articleAt, issueAt, projectAt } from '../rest/lookup.ts';

/** `fullName`, or the login where there is none; empty for nobody. */
export function userName(tx: Transaction, user: EntityId | null): string {
  return user === null ? '' : textOf(tx, user, 'fullName') || textOf(tx, user, 'login');
}

/** @param key a key or database id. Undefined: there is none, or the user can't see it. */
export function findProject(view: View, key: string): EntityId | undefined {
  return unlessMissing(() => projectAt(view, key));
}

/** @param id a readable id (`DEMO-12`) or database id. Undefined: there is none, or the user can't see it. */
export function findIssue(view: View, id: string): EntityId | undefined {
  return unlessMissing(() => issueAt(view, id));
}

/** @param id a readable id (`DEMO-A-12`) or database id. Undefined: there is none, or the user can't see it. */
export function findArticle(view: View, id: string): EntityId | undefined {
  return unlessMissing(() => articleAt(view, id));
}

/** REST's look-ups refuse by throwing; a page says it in its own words. */
function unlessMissing(lookUp: () => EntityId): EntityId | undefined {
  try {
    return lookUp();
  } catch (error) {
    if (error instanceof RestError) return undefined;
    throw error;
  }
}
