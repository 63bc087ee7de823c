/** What happens when an issue is deleted: Ducalis is told at once, and the search for orphans finds what was missed. */
import * as v from 'valibot';
import { changed, nextRevision } from '../domain/delivery.ts';
import { outcomeOfAnswer } from '../ducalis/answers.ts';
import { removeIssue } from '../ducalis/requests.ts';
import type { Execution } from '../youtrack/execution.ts';
import type { IssueHandle } from '../youtrack/issue.ts';
import type { ProjectHandle } from '../youtrack/project.ts';
import { applyOutcome, permitToCall } from './connection.ts';
import { sendNext } from './drain.ts';
import { journalizeCount } from './journal.ts';

/** Everything needed to remove an issue that nobody can look up any more. */
const RemovalSchema = v.object({
  board: v.string(),
  externalId: v.string(),
  revision: v.pipe(v.number(), v.safeInteger()),
});
export type Removal = v.InferOutput<typeof RemovalSchema>;
const RemovalsSchema = v.pipe(v.string(), v.parseJson(), v.array(RemovalSchema));

/** What stands on a copy that nobody has marked is the original's, which stays. */
export function isOnBoard(issue: IssueHandle): boolean {
  return issue.project.facts().connected === true && issue.isOwner() && issue.delivery().boardId !== null;
}

/**
 * In the transaction that deletes the issue. It stays marked and off the board, because YouTrack can restore it
 * without any rule noticing: then it is found in the queue, and is sent with a greater revision than its removal.
 */
export function markRemoved(execution: Execution, issue: IssueHandle): void {
  const facts = issue.delivery();
  const { queueId } = issue.project.facts();
  if (facts.boardId === null || facts.externalId === null || queueId === null) return;
  const revision = nextRevision(facts, execution.now, execution.random());
  const removal: Removal = { board: facts.boardId, externalId: facts.externalId, revision };
  // First, because YouTrack may refuse to write to what is deleted.
  execution.schedule('remove', 0, `remove:${facts.externalId}`, {
    project: issue.project,
    payload: JSON.stringify([removal]),
  });
  issue.record({
    ...changed(execution.newId(), queueId),
    sent: { batch: '', token: null, revision, at: execution.now, hash: null },
    sentBatch: null,
    boardId: null,
    ackedHash: null,
  });
}

/** The async function `remove`. */
export function remove(execution: Execution): void {
  const carried = execution.carried();
  if (carried === null) return;
  const permit = permitToCall(execution, carried.project);
  if (permit.kind === 'go') removeNext(execution, carried.project, parse(carried.payload));
  else if (permit.kind === 'wait') {
    // Under a key of its own: under the one it runs under it might cancel itself.
    execution.schedule('remove', permit.until - execution.now, `remove:${execution.newId()}`, carried);
  }
}

/** Removes the first and leaves the others to the function that takes its answer. */
export function removeNext(execution: Execution, project: ProjectHandle, removals: readonly Removal[]): void {
  const [first] = removals;
  if (first === undefined) {
    sendNext(execution, project);
    return;
  }
  execution.send(removeIssue(first.board, first.externalId, first.revision), 'forget', {
    project,
    payload: JSON.stringify(removals.slice(1)),
  });
}

/** The async function `forget`. What was not removed is an orphan on the board. */
export function forget(execution: Execution): void {
  const carried = execution.carried();
  if (carried === null) return;
  const { project } = carried;
  const answer = execution.answer();
  const isGone = answer.status === 404;
  const outcome = outcomeOfAnswer(answer, false, execution.now);
  if (isGone || outcome.kind === 'Acknowledged') journalizeCount(execution, project, 'removed', 1);
  if (!isGone) applyOutcome(execution, project, outcome, 0, carried.epoch);
  if (permitToCall(execution, project).kind === 'go') {
    removeNext(execution, project, parse(carried.payload));
  } else sendNext(execution, project);
}

function parse(payload: string | undefined): readonly Removal[] {
  const parsed = v.safeParse(RemovalsSchema, payload);
  return parsed.success ? parsed.output : [];
}
