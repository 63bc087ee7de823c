/** A YouTrack in memory whose project DEMO is on a board, and what runs its functions. */

import { startImport } from '../../../src/app/catching-up/import.ts';
import { runAnswer } from '../../../src/app/chain.ts';
import { putOnBoard } from '../../../src/app/connecting/board.ts';
import { isOnBoard, markRemoved } from '../../../src/app/sending/deletions.ts';
import { isRelevantChange, markChanged } from '../../../src/app/sending/mark.ts';
import { writeCapabilities } from '../../../src/app/stored/capabilities.ts';
import type { StoredConfiguration } from '../../../src/app/stored/configuration.ts';
import { newWalk, writeWalk } from '../../../src/app/stored/walk.ts';
import { onDeletionDue, onEditDue, onRoundDue, onTurnDue } from '../../../src/app/tasks.ts';
import { accepted, tested } from '../../../src/domain/connection.ts';
import type { HttpAnswer } from '../../../src/domain/exchange.ts';
import { boardRead } from '../../../src/domain/membership.ts';
import type { AnswerFunction, Task } from '../../../src/youtrack/ports.ts';
import type { FakeIssue, FakeIssueOptions } from './issue.ts';
import type { FakeProject, FakeProjectOptions } from './project.ts';
import { answer, FakeYouTrack, type Scheduled, type Sent } from './youtrack.ts';

export const BOARD = '1';
export const OTHER_BOARD = '2';

export const CONFIGURATION: StoredConfiguration = {
  revision: 1,
  nonce: 'nonce-of-test',
  board: { id: BOARD, name: 'Product backlog', emoji: '🚀' },
  builtIn: { status: null, type: null, assignee: null },
  matches: [],
  filter: undefined,
  results: undefined,
};

const TASKS: Readonly<Record<Task, typeof onEditDue>> = { onEditDue, onRoundDue, onTurnDue, onDeletionDue };

/** What an execution scheduled or sent: one of both at most. */
export interface Followed {
  readonly scheduled: Scheduled | null;
  readonly sent: Sent | null;
}

export class ConnectedYouTrack extends FakeYouTrack {
  constructor() {
    super();
    const execution = this.execution();
    execution.connect(tested(execution.storage(), this.now));
    execution.connect(accepted(execution.storage(), this.now, 'instance-of-test'));
    writeCapabilities(execution, { push: 'supported', boards: [CONFIGURATION.board] });
  }

  /** A project on a board that was read, and whose import is done. @param settings besides those of {@link CONFIGURATION}. */
  connectProject(
    key = 'DEMO',
    settings: Partial<StoredConfiguration> = {},
    options: FakeProjectOptions = {},
  ): FakeProject {
    const project = this.projects.get(key) ?? this.addProject(key, options);
    putOnBoard(this.execution(), project, { ...CONFIGURATION, ...settings });
    project.become(boardRead());
    this.endImport(project);
    return project;
  }

  endImport(project: FakeProject): void {
    writeWalk(project, 'importState', { ...newWalk({ now: this.now }, project), state: 'done' });
  }

  startImport(key: string): void {
    startImport(this.execution(), this.project(key));
  }

  /** An administrator puts the project on another board. */
  putOn(key: string, board: string): void {
    const settings = {
      ...CONFIGURATION,
      revision: 2,
      board: { id: board, name: `Board ${board}`, emoji: null },
    };
    putOnBoard(this.execution(), this.project(key), settings);
  }

  private project(key: string): FakeProject {
    const project = this.projects.get(key);
    if (project === undefined) throw new Error(`There is no project ${key}`);
    return project;
  }

  /** An issue that is queued: it was changed, and nothing of it was sent. */
  queuedIssue(key: string, options: FakeIssueOptions = {}): FakeIssue {
    const issue = this.addIssue(key, options);
    this.mark(issue);
    return issue;
  }

  /** Queued issues DEMO-1 and so on. */
  queueIssues(count: number, options: FakeIssueOptions = {}): readonly FakeIssue[] {
    return Array.from({ length: count }, (_, at) => this.queuedIssue(`DEMO-${at + 1}`, options));
  }

  /** It was changed, and is queued. */
  mark(issue: FakeIssue): void {
    issue.own();
    issue.record({ changeToken: this.newId(), queue: issue.project.facts().queueId });
  }

  /** An issue that is on its board as it is now. */
  sentIssue(key: string, options: FakeIssueOptions = {}): FakeIssue {
    const issue = this.queuedIssue(key, options);
    const sent = this.turn(issue.project.key).sent;
    if (sent === null) throw new Error(`${key} was not sent`);
    this.answer(sent, receiptsFor(sent), { project: issue.project.key });
    this.take();
    return issue;
  }

  /** A change inside a person's transaction: the rule runs if it is for it. @returns what it scheduled. */
  edit(
    issue: FakeIssue,
    changes: Pick<FakeIssueOptions, 'summary' | 'fields'> = { summary: 'Edited' },
  ): Scheduled | null {
    issue.options = { ...issue.options, ...changes };
    issue.changes = [
      ...(changes.summary === undefined ? [] : ['summary']),
      ...Object.keys(changes.fields ?? {}),
    ];
    if (isRelevantChange(issue)) markChanged(this.execution(), issue);
    issue.commit();
    return this.take().scheduled;
  }

  /** Deletes it as a person does. @returns what the rule scheduled. */
  delete(issue: FakeIssue): Scheduled | null {
    if (isOnBoard(issue)) markRemoved(this.execution(), issue);
    this.issues.delete(issue.key);
    return this.take().scheduled;
  }

  /** Runs what sends what a project has queued. @returns what it scheduled or sent. */
  turn(project = 'DEMO', hop = 1): Followed {
    onTurnDue(this.execution({ hop, carried: { project } }));
    return this.take();
  }

  round(project = 'DEMO', hop = 1): Followed {
    onRoundDue(this.execution({ hop, carried: { project } }));
    return this.take();
  }

  /** Runs what was scheduled, once its time has come. */
  run(
    scheduled: Scheduled,
    { hop = 1, subject }: { readonly hop?: number; readonly subject?: FakeIssue } = {},
  ): Followed {
    this.now += scheduled.delayMs;
    const { name, project, payload } = scheduled;
    if (!isTask(name)) throw new Error(`${name} is no task`);
    TASKS[name](
      this.execution({ hop, carried: { project, payload }, ...(subject === undefined ? {} : { subject }) }),
    );
    return this.take();
  }

  /** Ducalis answers a call. @returns what followed. */
  answer(
    sent: Sent,
    given: HttpAnswer,
    { hop = 2, project = 'DEMO' }: { readonly hop?: number; readonly project?: string } = {},
  ): Followed {
    const { name, call, epoch, payload } = sent;
    if (!isAnswer(name)) throw new Error(`${name} takes no answer`);
    runAnswer(this.execution({ hop, carried: { project, call, epoch, payload }, answer: given }), name);
    return this.take();
  }
}

/** With the project DEMO on the board {@link BOARD}. */
export function connected(
  settings: Partial<StoredConfiguration> = {},
  options: FakeProjectOptions = {},
): ConnectedYouTrack {
  const youTrack = new ConnectedYouTrack();
  youTrack.connectProject('DEMO', settings, options);
  return youTrack;
}

function isTask(name: string): name is Task {
  return name in TASKS;
}

function isAnswer(name: string): name is AnswerFunction {
  return !isTask(name);
}

export interface SentItem {
  readonly external_id: string;
  readonly revision: number;
  readonly key: string;
  readonly [name: string]: unknown;
}

/** What a bulk call carries. */
export function itemsOf({ request }: Pick<Sent, 'request'>): SentItem[] {
  return JSON.parse(request.body ?? '{}').items ?? [];
}

/** Readable ids of the issues that a bulk call carries. */
export function keysOf(sent: Sent): string[] {
  return itemsOf(sent).map(({ key }) => key);
}

/** External ids of the issues that a call takes off a board. */
export function removedBy(call: Pick<Sent, 'request'>): string[] {
  const { method, uri } = call.request;
  const [, id] = /\/issues\/([^?]+)\?/.exec(uri) ?? [];
  if (method === 'DELETE') return id === undefined ? [] : [decodeURIComponent(id)];
  return itemsOf(call).flatMap(({ external_id, removed }) => (removed === true ? external_id : []));
}

/** Ducalis takes everything that the call carries. */
export function receiptsFor(sent: Sent): HttpAnswer {
  return answer(200, {
    items: itemsOf(sent).map(({ external_id, revision, removed }) => {
      if (removed === true) return { external_id, status: 200, revision, removed };
      return { external_id, status: 200, id: 1, url: `https://ducalis.io/issue/${external_id}`, revision };
    }),
  });
}
