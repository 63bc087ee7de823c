/** Boards and sprints, as REST shows them. How a board is laid out is not emulated. */
import { flagOf, numberOrNull, refOf, refsOf, textOf, textOrNull } from '../../model/props.ts';
import { issuesIn, runningSprint, sprintsOf } from '../../model/sprints.ts';
import type { EntityId } from '../../model/types.ts';
import type { View } from '../context.ts';
import type { Attribute, Resource } from '../render.ts';
import { issueResource } from './issue.ts';
import { projectReference } from './project-reference.ts';
import { userOrNull } from './user.ts';

export function agileResource(view: View, id: EntityId): Resource {
  const { tx, youTrack } = view;
  return {
    $type: 'Agile',
    id,
    attributes: {
      name: () => textOf(tx, id, 'name'),
      owner: () => userOrNull(view, refOf(tx, id, 'owner')),
      projects: () => refsOf(tx, id, 'projects').map((project) => projectReference(view, project)),
      sprints: () => sprintsOf(tx, id).map((sprint) => sprintResource(view, sprint)),
      currentSprint: () => sprintOrNull(view, runningSprint(tx, id, youTrack.now())),
      visibleFor: () => null,
      visibleForProjectBased: () => true,
      updateableBy: () => null,
      updateableByProjectBased: () => true,
      orphansAtTheTop: () => true,
      hideOrphansSwimlane: () => false,
      estimationField: () => null,
      originalEstimationField: () => null,
      swimlaneSettings: () => null,
      colorCoding: () => null,
      status: () => ({
        $type: 'AgileStatus',
        id,
        attributes: { valid: () => true, hasJobs: () => false, errors: () => [], warnings: () => [] },
      }),
    },
  };
}

function sprintOrNull(view: View, id: EntityId | null): Attribute {
  return id === null ? null : sprintResource(view, id);
}

export function sprintResource(view: View, id: EntityId): Resource {
  const { tx, user } = view;
  const agile = refOf(tx, id, 'agile');
  const issues = (): readonly EntityId[] => issuesIn(tx, user, id);
  return {
    $type: 'Sprint',
    id,
    attributes: {
      agile: () => (agile === null ? null : agileResource(view, agile)),
      name: () => textOf(tx, id, 'name'),
      goal: () => textOrNull(tx, id, 'goal'),
      start: () => numberOrNull(tx, id, 'start'),
      finish: () => numberOrNull(tx, id, 'finish'),
      archived: () => flagOf(tx, id, 'archived'),
      isDefault: () => false,
      issues: () => issues().map((issue) => issueResource(view, issue)),
      unresolvedIssuesCount: () =>
        issues().filter((issue) => numberOrNull(tx, issue, 'resolved') === null).length,
      previousSprint: () => null,
    },
  };
}
