/** What keeps the scripts of an app from running in a project, as its administrator reads it (youtrack-platform §2). */
import type { Transaction } from '../model/transaction.ts';
import type { EntityId } from '../model/types.ts';
import type { LoadedScript } from './app-runtime.ts';
import { type Definition, requiredBy } from './definitions.ts';
import { checkRequirements } from './requirements.ts';
import type { SetupProblem } from './types.ts';

export function setupProblems(
  tx: Transaction,
  scripts: Iterable<LoadedScript>,
  project: EntityId,
): readonly SetupProblem[] {
  return [...scripts].flatMap(({ name, definition }) => {
    const place = isBound(definition) ? project : null;
    const { problems } = checkRequirements(tx, requiredBy(definition), place);
    return problems.map(({ sentence, key, isGlobal }) => ({
      file: `${name}.js`,
      problem: sentence,
      key,
      isGlobal,
    }));
  });
}

/** Whether a script runs in a project, and so may require fields of it. */
function isBound(definition: Definition): boolean {
  if (definition.kind !== 'httpHandler') return definition.kind === 'rule';
  return definition.handler.endpoints.every(({ scope }) => scope !== 'GLOBAL' && scope !== 'USER');
}
