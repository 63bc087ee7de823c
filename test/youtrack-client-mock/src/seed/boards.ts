/** Plants boards with their sprints, and puts issues into them. */
import { refsOf } from '../model/props.ts';
import type { Transaction } from '../model/transaction.ts';
import type { EntityId } from '../model/types.ts';
import { issueByReadableId } from '../rest/lookup.ts';
import type { Directories } from './directory.ts';
import { SeedError } from './error.ts';
import { momentFrom } from './field-value.ts';
import type { Seed, SeedSprint } from './schema.ts';

/** @param now milliseconds since the epoch, for dates such as `+10d`. @throws SeedError */
export function plantBoards(
  tx: Transaction,
  boards: Seed['boards'],
  { users, projects }: Directories,
  now: number,
): void {
  for (const [index, { name, owner, sprints, ...board }] of boards.entries()) {
    const path = `boards.${index}`;
    const id = tx.create('Agile', {
      name,
      owner: { ref: users.at(owner, `${path}.owner`) },
      projects: projects.refs(board.projects, `${path}.projects`),
    });
    for (const [position, sprint] of sprints.entries()) {
      plantSprint(tx, id, sprint, now, `${path}.sprints.${position}`);
    }
  }
}

function plantSprint(tx: Transaction, board: EntityId, sprint: SeedSprint, now: number, path: string): void {
  const at = (text: string | undefined, key: string): number | null => {
    if (text === undefined) return null;
    try {
      return momentFrom('date', text, now);
    } catch (error) {
      throw new SeedError(`${path}.${key}`, error instanceof Error ? error.message : String(error));
    }
  };
  const id = tx.create('Sprint', {
    agile: { ref: board },
    name: sprint.name,
    start: at(sprint.start, 'start'),
    finish: at(sprint.finish, 'finish'),
    archived: sprint.archived,
  });
  for (const [index, readable] of sprint.issues.entries()) {
    const issue = issueByReadableId(tx, readable);
    if (issue === undefined) throw new SeedError(`${path}.issues.${index}`, `There is no issue ${readable}`);
    tx.set(
      issue,
      'sprints',
      [...refsOf(tx, issue, 'sprints'), id].map((ref) => ({ ref })),
    );
  }
}
