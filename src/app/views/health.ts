/** What an administrator looks at when something seems wrong: queues, and settings that YouTrack or Ducalis has outgrown. */

import { isAttribute, isCompatible, isYouTrackFieldType } from '../../domain/field-types.ts';
import { EVERYTHING } from '../../domain/filter.ts';
import { type Lane, waitsUntil } from '../../domain/lane.ts';
import { isSyncBackField, staleSyncBackFields } from '../../domain/sync-back.ts';
import type { Health } from '../../shared/administration.ts';
import type { Notice } from '../../shared/notices.ts';
import type { Clock, Execution, ProjectHandle } from '../../youtrack/ports.ts';
import { readCapabilities } from '../stored/capabilities.ts';
import { readConfiguration, type StoredConfiguration } from '../stored/configuration.ts';
import { readLanes } from '../stored/lanes.ts';
import { readNotices } from '../stored/notices.ts';
import { readWalk } from '../stored/walk.ts';
import { importView } from './import.ts';

export function healthOf(execution: Execution): Health {
  const { boards } = readCapabilities(execution);
  const emojis = boards.flatMap(({ emoji }) => emoji ?? []);
  return {
    answeredAt: execution.storage().answeredAt,
    lanes: readLanes(execution).flatMap((lane) => laneView(execution, lane, boards)),
    projects: execution.connectedProjects().map((project) => healthOfProject(execution, project, emojis)),
  };
}

/** What is needed is tried when its time has come, or with the next round. */
const NEEDED_MS = 15 * 60 * 1000;

/** Nothing of a lane that works, or that nobody needs any more. */
function laneView(
  { now }: Clock,
  lane: Lane,
  boards: readonly { readonly id: string; readonly name: string }[],
): Health['lanes'] {
  const { kind, board: id, since, cause } = lane;
  if (since === null || cause === null || Math.max(lane.until, lane.usedAt) < now - NEEDED_MS) return [];
  const board = id === '' ? null : { id, name: boards.find((one) => one.id === id)?.name ?? id };
  const until = waitsUntil(lane, now);
  return [{ kind, board, since: Math.min(since, now), retryAt: until === 0 ? null : until, ...cause }];
}

/** Failed attempts from which on a removal is told: the first ones may be a short outage. */
const TOLD_FROM = 3;
const LEAVING_LOOKED_AT = 1_000;

/** What was noted, and the boards that issues do not get off: that is so as long as they are to leave. */
function noticesOf(execution: Execution, project: ProjectHandle): Notice[] {
  const noted = readNotices(project);
  const { queueId } = project.facts();
  const leaving = queueId === null ? [] : execution.leavingIssues(queueId, LEAVING_LOOKED_AT);
  const stuck = leaving
    .flatMap((issue) => issue.delivery().departures)
    .filter(({ attempts }) => attempts >= TOLD_FROM);
  const boards = [...new Set(stuck.map(({ board }) => board))].map((board): Notice => {
    const there = stuck.filter((departure) => departure.board === board);
    const times = there.map(({ at }) => at);
    const attempts = there.reduce((sum, departure) => sum + departure.attempts, 0);
    return {
      kind: 'orphan-not-removed',
      subject: board,
      since: Math.min(...times),
      at: Math.max(...times),
      times: attempts,
    };
  });
  const isTold = ({ kind, subject }: Notice): boolean =>
    noted.some((one) => one.kind === kind && one.subject === subject);
  return [...noted, ...boards.filter((one) => !isTold(one))];
}

/** @param emojis of the boards in Ducalis. */
function healthOfProject(
  execution: Execution,
  project: ProjectHandle,
  emojis: readonly string[],
): Health['projects'][number] {
  const { state: importState, checked, total, queued, needsAttention } = importView(execution, project);
  const read = readConfiguration(project);
  const configuration = read.kind === 'read' ? read.value : null;
  const types = new Map(project.fields().map(({ name, type }) => [name, type]));
  const names = [...types.keys()];
  return {
    key: project.key,
    settings: read.kind === 'newer' ? 'newer' : read.kind === 'malformed' ? 'damaged' : 'readable',
    queued,
    needsAttention,
    removedInDucalis: lostIn(project),
    importState,
    checked,
    total,
    isUnread: project.facts().unread === true,
    sweptAt: project.facts().sweptAt,
    rulesRun: !project.isArchived && project.liveIssueKey() !== null,
    missingFields:
      configuration === null ? [] : chosenFields(configuration).filter((name) => !types.has(name)),
    unfitFields: configuration === null ? [] : unfitFields(configuration, types),
    missingValues: project
      .missingValues(configuration?.filter ?? EVERYTHING)
      .map(({ field, value }) => `${field}: ${value}`),
    syncBackFields: names.filter(isSyncBackField),
    staleSyncBackFields: [...staleSyncBackFields(names, emojis)],
    notices: noticesOf(execution, project),
  };
}

/** While a check is under way, what the one before has found counts too. */
function lostIn(project: ProjectHandle): number {
  const check = readWalk(project, 'checkState');
  if (check === null) return 0;
  return check.state === 'done' ? check.lost : Math.max(check.lost, check.lostBefore);
}

function chosenFields({ builtIn, matches, results }: StoredConfiguration): readonly string[] {
  const matched = matches.filter(({ source }) => source !== 'attribute').map(({ field }) => field);
  const targets = (results ?? []).map(({ field }) => field);
  return [...new Set([...Object.values(builtIn).flatMap((name) => name ?? []), ...matched, ...targets])];
}

function unfitFields({ matches }: StoredConfiguration, types: ReadonlyMap<string, string>): string[] {
  return matches.flatMap(({ source, field, type }) => {
    const from = source === 'attribute' ? field : types.get(field);
    if (from === undefined || isAttribute(from)) return [];
    return isYouTrackFieldType(from) && isCompatible(from, type) ? [] : [field];
  });
}
