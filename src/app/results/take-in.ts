/**
 * Takes results in from Ducalis and keeps them on their issues. Items of another source are ignored; what cannot be
 * read or kept is noted, and holds up nothing else.
 */
import { type Arrival, counts } from '../../domain/result-order.ts';
import type { IssueResult, Results } from '../../ducalis/results.ts';
import type { Chance, Clock, Issues, ProjectHandle, Storage } from '../../youtrack/ports.ts';
import { guarded } from '../calling/guarded.ts';
import { readConfiguration } from '../stored/configuration.ts';
import { changeNotices, type NoticeChange } from '../stored/notices.ts';
import { standings } from '../stored/sources.ts';
import { keep } from './keep.ts';

type Taking = Clock & Chance & Pick<Storage, 'storage'> & Pick<Issues, 'issueByExternalId'>;

/** A project of an issue, with what is asked of it again and again. */
interface Home {
  readonly project: ProjectHandle;
  readonly boardId: string | null;
  readonly queueId: string | null;
  /** Results are to be written into fields, or it is not known whether they are. */
  readonly mayHaveTargets: boolean;
  /** To be made at the end. */
  readonly notices: NoticeChange[];
}

export interface TakenIn {
  /** How many results belong to an issue here and count. */
  readonly accepted: number;
  /** Some of the feed do not count, because of a post that came while their page was on its way. */
  readonly isOvertaken: boolean;
}

/**
 * A result of the feed belongs to the issue whichever project on the board asked for it, because issues move between
 * them. What was posted to a project belongs to issues of that project alone.
 *
 * @param project that asked, or that it was posted to.
 */
export function takeIn(
  execution: Taking,
  project: ProjectHandle,
  { results, unreadable }: Pick<Results, 'results' | 'unreadable'>,
  arrival: Arrival,
): TakenIn {
  const standingOf = standings(execution);
  const isOurs = ({ source }: { readonly source: string | null }) =>
    source === null || standingOf(source) === 'ours';
  const homes = new Map<string, Home>();
  const homeOf = (one: ProjectHandle): Home => {
    const home = homes.get(one.key) ?? newHome(one);
    homes.set(one.key, home);
    return home;
  };
  const asking = homeOf(project);

  const take = (result: IssueResult): 'kept' | 'overtaken' | 'not-here' => {
    const issue = execution.issueByExternalId(result.externalId);
    if (issue === null || asking.boardId === null) return 'not-here';
    const home = homeOf(issue.project);
    const isOnBoard = home.boardId === asking.boardId && issue.delivery().boardId === asking.boardId;
    if (!isOnBoard || (arrival.from === 'post' && home !== asking)) return 'not-here';
    if (!counts(issue.results(), result.updatedAt, arrival, execution.now)) return 'overtaken';
    const { isNews, notices } = keep(execution, issue, result, arrival, home.queueId);
    home.notices.push(...notices);
    const { resultsQueue } = issue.results();
    // Since it began to wait, it has moved from another project.
    const isAstray = resultsQueue !== null && resultsQueue !== home.queueId;
    if (home.mayHaveTargets && (isNews || isAstray)) {
      issue.recordResults({ resultsQueue: home.queueId, resultsQueuedAt: execution.now });
    } else if (isAstray) issue.recordResults({ resultsQueue: null, resultsQueuedAt: null });
    return 'kept';
  };

  const taken = results.filter(isOurs).map((result) => {
    // One that YouTrack does not let be kept must not hold up the others, nor the round that brought it.
    const how = guarded<ReturnType<typeof take> | 'refused'>(
      'taking in a result',
      () => take(result),
      () => 'refused',
    );
    asking.notices.push(
      { change: 'settled', kind: 'result-unreadable', subject: result.id },
      { change: how === 'refused' ? 'met' : 'settled', kind: 'result-not-kept', subject: result.id },
    );
    return how;
  });
  for (const { id } of unreadable.filter(isOurs)) {
    asking.notices.push({ change: 'met', kind: 'result-unreadable', subject: id });
  }
  for (const home of homes.values()) changeNotices(execution, home.project, home.notices);
  return {
    accepted: taken.filter((how) => how === 'kept').length,
    isOvertaken: arrival.from === 'feed' && taken.includes('overtaken'),
  };
}

function newHome(project: ProjectHandle): Home {
  const { boardId, queueId } = project.facts();
  const read = readConfiguration(project);
  const mayHaveTargets = read.kind === 'read' ? (read.value.results ?? []).length > 0 : read.kind !== 'none';
  return { project, boardId, queueId, mayHaveTargets, notices: [] };
}
