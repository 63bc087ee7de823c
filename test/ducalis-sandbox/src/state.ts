/** All that the stand-in holds, as plain JSON to compare with. Tokens are not part of it. */
import type { Board } from './domain/board.ts';
import type { Issue } from './domain/issue.ts';
import type { Criterion, Field, FieldValue, Rank, Score } from './domain/model.ts';
import type { Integration, Invitation } from './domain/tracker.ts';
import type { Ducalis } from './ducalis.ts';
import type { RequestLog } from './request-log.ts';
import type { OutboundCall, Publisher } from './youtrack/publisher.ts';

export interface IssueState {
  readonly id: number;
  /** Null when Ducalis pulled it and nothing was pushed; likewise `external_id` and `revision`. */
  readonly source: string | null;
  readonly external_id: string | null;
  readonly revision: number | null;
  readonly base_url: string;
  readonly key: string;
  /** In YouTrack. */
  readonly url: string | null;
  readonly name: string;
  readonly description: string | null;
  readonly status: string | null;
  readonly type: string | null;
  readonly assignee: string | null;
  readonly reporter: string | null;
  readonly labels: readonly string[];
  readonly fields: Readonly<Record<string, FieldValue>>;
  readonly resolved: boolean | null;
  readonly updated_at: string | null;
  /** Criterion key → evaluator → value. */
  readonly votes: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly score: Score & Rank;
  /** Upserts that reached it, also those that changed nothing; not those answered by their idempotency key. */
  readonly received: number;
}

export interface BoardState {
  readonly id: number;
  readonly public_id: string;
  readonly public_alias: string | null;
  readonly uuid: string;
  readonly name: string;
  readonly emoji: string | null;
  readonly description: string | null;
  readonly top_priority: number;
  readonly progress: number;
  readonly fields: readonly Field[];
  readonly criteria: readonly Criterion[];
  readonly evaluators: readonly string[];
  readonly members: readonly { readonly email: string; readonly status: 'active' | 'pending' }[];
  readonly unsubscribed: readonly string[];
  readonly tombstones: readonly { readonly external_id: string; readonly revision: number }[];
}

export interface IntegrationState {
  readonly id: number;
  readonly base_url: string;
  readonly youtrack_user: string;
  /** Keys of the projects that could be read. */
  readonly projects: readonly string[];
  readonly can_create_fields: boolean;
  /** Why the last contact failed. */
  readonly problem: string | null;
  readonly links: readonly {
    readonly project: string;
    readonly board: number;
    /** YouTrack field → key of the board field. */
    readonly matches: Readonly<Record<string, string>>;
    readonly outcome: string | null;
  }[];
}

export interface DucalisState {
  readonly boards: readonly BoardState[];
  /** By board id. */
  readonly issues: Readonly<Record<string, readonly IssueState[]>>;
  readonly integrations: readonly IntegrationState[];
  readonly outbox: readonly Invitation[];
  /** Calls that carried scores to YouTrack. */
  readonly outbound: readonly OutboundCall[];
  /** Requests to the API by route of the contract. */
  readonly requests: Readonly<Record<string, number>>;
}

export function stateOf(ducalis: Ducalis, requests: RequestLog, publisher: Publisher): DucalisState {
  const boards = [...ducalis.boards.values()];
  return {
    boards: boards.map(boardState),
    issues: Object.fromEntries(
      boards.map((board) => [String(board.definition.id), board.issues().map(issueState)]),
    ),
    integrations: [...ducalis.integrations.values()].map(integrationState),
    outbox: [...ducalis.outbox],
    outbound: [...publisher.calls],
    requests: requests.byRoute(),
  };
}

function integrationState({ id, baseUrl, user, ...integration }: Integration): IntegrationState {
  return {
    id,
    base_url: baseUrl,
    youtrack_user: user,
    projects: integration.projects.map(({ key }) => key),
    can_create_fields: integration.canCreateFields,
    problem: integration.problem,
    links: [...integration.links.values()].map(({ project, board, matches, outcome }) => ({
      project: project.key,
      board,
      matches: Object.fromEntries(matches),
      outcome,
    })),
  };
}

export function boardState(board: Board): BoardState {
  return {
    ...board.definition,
    fields: board.definition.fields.map((field) => ({ ...field, options: [...field.options] })),
    progress: board.progress(),
    evaluators: [...board.evaluators],
    members: [...board.members].map(([email, status]) => ({ email, status })),
    unsubscribed: [...board.unsubscribed],
    tombstones: [...board.tombstones].map(([external_id, { revision }]) => ({ external_id, revision })),
  };
}

function issueState(issue: Issue): IssueState {
  return {
    id: issue.id,
    source: issue.source,
    external_id: issue.externalId,
    revision: issue.revision,
    base_url: issue.baseUrl,
    key: issue.key,
    url: issue.trackerUrl,
    name: issue.name,
    description: issue.description,
    status: issue.status,
    type: issue.type,
    assignee: issue.assignee,
    reporter: issue.reporter,
    labels: [...issue.labels],
    fields: { ...issue.fields },
    resolved: issue.resolved,
    updated_at: issue.trackerUpdatedAt,
    votes: Object.fromEntries(
      [...issue.votes].map(([criterion, given]) => [criterion, Object.fromEntries(given)]),
    ),
    score: { ...issue.score, ...issue.rank },
    received: issue.received,
  };
}
