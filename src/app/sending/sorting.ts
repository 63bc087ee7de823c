/** Looks at one issue as it is now: settles it, or puts what is to be sent into a parcel. */

import { type DeliveryFacts, left, nextRevision, settled } from '../../domain/delivery.ts';
import { fitted } from '../../domain/fitting.ts';
import { safeHtml } from '../../domain/html.ts';
import type { Lane } from '../../domain/lane.ts';
import { refusedUnsent } from '../../domain/setback.ts';
import type { Upsert } from '../../ducalis/requests.ts';
import type { ErrorCode } from '../../shared/error-codes.ts';
import type { Execution, IssueHandle, ProjectHandle } from '../../youtrack/ports.ts';
import { NO_RESULTS } from '../../youtrack/result-facts.ts';
import type { InspectedContent, Inspection, Inspector } from '../inspection/inspect.ts';
import { needsAttention } from '../stored/journal.ts';
import { attempt } from './attempt.ts';
import { addDeparture } from './leaving.ts';
import { addTo, type Parcels, type Prepared } from './parcels.ts';

export interface Sorting {
  readonly inspectorFor: (project: ProjectHandle) => Inspector;
  readonly parcels: Parcels;
  readonly lane: Lane;
}

export function process(
  execution: Execution,
  issue: IssueHandle,
  facts: DeliveryFacts,
  { inspectorFor, parcels, lane }: Sorting,
): 'settled' | 'sorted' {
  const inspection = attempt(issue, () => inspectorFor(issue.project).inspect(issue, facts));
  if (inspection === null) {
    refuse(execution, issue, facts, { code: UNREADABLE, detail: null, hash: null });
    return 'sorted';
  }
  const { step } = inspection;
  const here = step.leaves === null ? facts : leave(execution, issue, facts, parcels);
  if (step.kind === 'settle') {
    issue.record(settled(here, step.excludedBy));
    return 'settled';
  }
  sort(execution, issue, here, inspection, { parcels, lane });
  return 'sorted';
}

/** From here on leaving the old board is a task of its own. @returns the facts without the board. */
function leave(
  execution: Execution,
  issue: IssueHandle,
  facts: DeliveryFacts,
  parcels: Parcels,
): DeliveryFacts {
  const queue = facts.queue ?? issue.project.facts().queueId;
  if (queue === null) return facts;
  issue.record(left(facts, queue));
  // What Ducalis thought of the issue, it thought on the board that it leaves.
  issue.recordResults(NO_RESULTS);
  const here = issue.delivery();
  addDeparture(execution, issue, here, parcels);
  return here;
}

function sort(
  execution: Execution,
  issue: IssueHandle,
  facts: DeliveryFacts,
  { content }: Inspection,
  { parcels, lane }: Pick<Sorting, 'parcels' | 'lane'>,
): void {
  if (content === null) return;
  const [open] = content.undecided;
  if (open !== undefined) {
    const detail = `${open.field}: ${open.value}`;
    refuse(execution, issue, facts, { code: 'value-not-mapped', detail, hash: content.hash });
    return;
  }
  const prepared = attempt(issue, () => prepare(execution, issue, facts, content));
  if (prepared === null) refuse(execution, issue, facts, { code: UNREADABLE, detail: null, hash: null });
  else addTo(parcels, prepared, lane);
}

const UNREADABLE: ErrorCode = 'unexpected';

function refuse(
  execution: Execution,
  issue: IssueHandle,
  facts: DeliveryFacts,
  why: { readonly code: ErrorCode; readonly detail: string | null; readonly hash: string | null },
): void {
  issue.record(refusedUnsent(facts, why));
  needsAttention(execution, issue, why.code);
}

function prepare(
  execution: Execution,
  issue: IssueHandle,
  facts: DeliveryFacts,
  { snapshot, content, hash }: InspectedContent,
): Prepared {
  const revision = nextRevision(facts, execution.now, execution.random());
  const upsert: Upsert = {
    ...content,
    source: issue.source(),
    base_url: issue.baseUrl(),
    external_id: facts.externalId ?? '',
    revision,
    description: safeHtml(issue.html(), issue.baseUrl()),
    updated_at: new Date(snapshot.updated).toISOString(),
  };
  return { issue, facts, revision, hash, json: JSON.stringify(fitted(upsert, issue.baseUrl())) };
}
