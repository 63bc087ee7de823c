/** Boards and their sprints. An issue keeps the sprints it is in, so that a change of them is a change of the issue. */
import type { EntityId } from '../../../model/types.ts';
import { BaseEntity } from './base-entity.ts';
import { engine } from './engine.ts';
import { classFor, defineEntity, entityOf } from './entity-class.ts';
import { EntitySet } from './entity-set.ts';
import { illegalState } from './errors.ts';
import { makeSearchable } from './extension-search.ts';
import { firstOf } from './groups.ts';
import type { Entity } from './identity.ts';
import { ownId } from './identity.ts';
import { leaveOut } from './not-emulated.ts';
import { computed, flag, only, owner, plain, reference } from './property.ts';
import type { Read } from './stored.ts';
import { committed, current, refOf, refsOf, textOf, toRefs } from './stored.ts';

const issueOnBoard = only('Issue', 'The issue');

export class Agile extends BaseEntity {
  static findByName(name: unknown): EntitySet {
    return new EntitySet({ ids: () => engine().find('Agile', 'name', String(name)) });
  }

  /** Throws IllegalStateException while no sprint of the board is running. */
  addIssue(issue: unknown): void {
    const sprint = currentSprint(ownId(this));
    if (sprint === null) throw illegalState('The board has no current sprint');
    addTo(sprint, issueOnBoard(issue));
  }

  removeIssue(issue: unknown): void {
    const id = issueOnBoard(issue);
    for (const sprint of sprintsOn(ownId(this), id)) removeFrom(sprint, id);
  }

  containsIssue(issue: unknown): boolean {
    return sprintsOn(ownId(this), issueOnBoard(issue)).length > 0;
  }

  findSprintByName(name: unknown): Entity | null {
    return firstOf(sprintsOf(ownId(this)).filter((sprint) => textOf(sprint, 'name') === name));
  }

  getSprints(issue: unknown): EntitySet {
    const [board, id] = [ownId(this), issueOnBoard(issue)];
    return new EntitySet({ ids: () => sprintsOn(board, id) });
  }

  getIssueSprints(issue: unknown): EntitySet {
    return this.getSprints(issue);
  }

  getAddedSprints(issue: unknown): EntitySet {
    return difference(ownId(this), issueOnBoard(issue), current, committed);
  }

  getRemovedSprints(issue: unknown): EntitySet {
    return difference(ownId(this), issueOnBoard(issue), committed, current);
  }

  isAdded(issue: unknown): boolean {
    const [board, id] = [ownId(this), issueOnBoard(issue)];
    return sprintsOn(board, id).length > 0 && sprintsOn(board, id, committed).length === 0;
  }

  isRemoved(issue: unknown): boolean {
    const [board, id] = [ownId(this), issueOnBoard(issue)];
    return sprintsOn(board, id).length === 0 && sprintsOn(board, id, committed).length > 0;
  }
}

export class Sprint extends BaseEntity {
  addIssue(issue: unknown): void {
    addTo(ownId(this), issueOnBoard(issue));
  }

  removeIssue(issue: unknown): void {
    removeFrom(ownId(this), issueOnBoard(issue));
  }

  containsIssue(issue: unknown): boolean {
    return refsOf(issueOnBoard(issue), 'sprints').includes(ownId(this));
  }
}

leaveOut(Sprint.prototype, 'Sprint', ['isSwimlane']);
defineEntity(Agile, {
  name: 'Agile',
  properties: {
    name: plain('name'),
    author: reference('owner'),
    sprints: computed((id) => new EntitySet({ ids: () => sprintsOf(id) })),
    currentSprint: computed((id) => entityOf(currentSprint(id))),
  },
});
defineEntity(Sprint, {
  name: 'Sprint',
  properties: {
    name: plain('name'),
    agile: owner('agile'),
    start: plain('start'),
    finish: plain('finish'),
    isArchived: flag('archived'),
  },
});
classFor('Agile', () => Agile);
classFor('Sprint', () => Sprint);
makeSearchable(Agile, 'Agile', 'Agile');
makeSearchable(Sprint, 'Sprint', 'Sprint');

export function boardsOf(issue: EntityId): EntitySet {
  return new EntitySet({
    ids: () => new Set(refsOf(issue, 'sprints').flatMap((sprint) => refOf(sprint, 'agile') ?? [])),
  });
}

function sprintsOf(board: EntityId): EntityId[] {
  return [...engine().find('Sprint', 'agile', { ref: board })];
}

/** The one that runs now; none is between two sprints. */
function currentSprint(board: EntityId): EntityId | null {
  const now = engine().now();
  const running = sprintsOf(board).find((sprint) => {
    const [start, finish] = [current(sprint, 'start'), current(sprint, 'finish')];
    const isOpen = current(sprint, 'archived') !== true;
    return (
      isOpen && (typeof start !== 'number' || start <= now) && (typeof finish !== 'number' || now <= finish)
    );
  });
  return running ?? null;
}

function sprintsOn(board: EntityId, issue: EntityId, read: Read = current): EntityId[] {
  return refsOf(issue, 'sprints', read).filter((sprint) => refOf(sprint, 'agile') === board);
}

function difference(board: EntityId, issue: EntityId, here: Read, there: Read): EntitySet {
  return new EntitySet({
    ids: () => {
      const others = sprintsOn(board, issue, there);
      return sprintsOn(board, issue, here).filter((sprint) => !others.includes(sprint));
    },
  });
}

/** Cards may be on several sprints of a board. */
function addTo(sprint: EntityId, issue: EntityId): void {
  const sprints = refsOf(issue, 'sprints');
  if (!sprints.includes(sprint)) engine().set(issue, 'sprints', toRefs([...sprints, sprint]));
}

function removeFrom(sprint: EntityId, issue: EntityId): void {
  const sprints = refsOf(issue, 'sprints');
  if (sprints.includes(sprint)) {
    engine().set(issue, 'sprints', toRefs(sprints.filter((one) => one !== sprint)));
  }
}
