/**
 * A YouTrack in memory, behind the ports of `src/youtrack/ports.ts`: contract tests decide on it in milliseconds. What
 * is stored goes through the app's own readers and writers; that the rest behaves as the adapter does is held by the
 * suite in `test/contract/port`.
 */
import type { HttpAnswer, HttpRequest } from '../../../src/domain/exchange.ts';
import { putOffQueue } from '../../../src/youtrack/delivery-facts.ts';
import {
  CONNECTION_PROPERTIES,
  readAll,
  STORAGE_PROPERTIES,
  STORAGE_RECORDS,
  write,
} from '../../../src/youtrack/extension-properties.ts';
import type { AsyncFunction, Carried, Execution, Viewer } from '../../../src/youtrack/ports.ts';
import { FakeIssue, type FakeIssueOptions } from './issue.ts';
import { FakeProject, type FakeProjectOptions } from './project.ts';

export interface Scheduled {
  readonly name: AsyncFunction;
  readonly delayMs: number;
  readonly project: string;
  readonly payload: string | null;
}

export interface Sent {
  readonly request: HttpRequest;
  readonly name: AsyncFunction;
  readonly call: string | null;
  readonly epoch: number | null;
  readonly payload: string | null;
}

/** What an execution is given; everything else is the state of the whole. */
export interface Given {
  readonly hop?: number;
  readonly carried?: Partial<Omit<Carried, 'project'>> & { readonly project: string };
  readonly answer?: HttpAnswer;
  readonly subject?: FakeIssue;
  readonly viewer?: Viewer;
}

/** An answer of Ducalis. @param body an object is written as JSON; absent: the error of the contract, where there is one. */
export function answer(
  status: number | null,
  body: unknown = said(status),
  headers: Readonly<Record<string, string>> = {},
): HttpAnswer {
  return {
    status,
    body: typeof body === 'string' ? body : JSON.stringify(body),
    failure: status === null ? 'ConnectException: Connection refused' : null,
    header: (name) => headers[name.toLowerCase()] ?? null,
  };
}

function said(status: number | null): unknown {
  return status === null || status < 400 ? '' : { error: { message: `Ducalis says ${status}` } };
}

/** A page that something between YouTrack and Ducalis answers with. */
export function page(status: number, words = 'Request blocked'): HttpAnswer {
  return answer(status, `<!doctype html><title>Gateway</title><h1>${words}</h1>`);
}

/** @param permissions held everywhere. */
export function viewer(...permissions: readonly string[]): Viewer {
  return { login: 'ada', hasPermission: (permission) => permissions.includes(permission) };
}

export const ADMINISTRATOR = viewer('ADMIN_UPDATE_APP', 'UPDATE_PROJECT', 'READ_ISSUE', 'UPDATE_ISSUE');

const restriction = (issue: FakeIssue): number => Number(issue.delivery().excludedBy === 'restricted');

export class FakeYouTrack {
  now = 1_800_000_000_000;
  /** Of the next draws; 0.5 once they are used up. */
  readonly randoms: number[] = [];
  hasDucalisToken = true;
  hasYouTrackToken = true;
  baseUrl = 'https://example.youtrack.cloud';
  /** Properties that were written, over equal values too. */
  writes = 0;
  readonly properties = this.newProperties();
  readonly projects = new Map<string, FakeProject>();
  readonly issues = new Map<string, FakeIssue>();
  readonly scheduled: Scheduled[] = [];
  readonly sent: Sent[] = [];
  /** Requests of people who wait for the answer, and what they are answered. */
  readonly asked: HttpRequest[] = [];
  readonly answers: ((request: HttpRequest) => HttpAnswer | undefined)[] = [];
  private lastId = 0;

  /** What an app keeps on an entity. */
  newProperties(): Record<string, unknown> {
    return new Proxy<Record<string, unknown>>(
      {},
      {
        set: (target, name, value) => {
          this.writes += 1;
          return Reflect.set(target, name, value);
        },
      },
    );
  }

  addProject(key: string, options: FakeProjectOptions = {}): FakeProject {
    const project = new FakeProject(this, key, options);
    this.projects.set(key, project);
    return project;
  }

  /** A person gives it another key; its issues get new ids. */
  renameProject(key: string, to: string): void {
    const project = this.projects.get(key);
    if (project === undefined) throw new Error(`There is no project ${key}`);
    project.key = to;
    this.projects.delete(key);
    this.projects.set(to, project);
    for (const issue of [...this.issues.values()]) {
      if (issue.key.startsWith(`${key}-`)) issue.move(issue.key.replace(key, to));
    }
  }

  /** With all its issues; no rule runs for any of them. */
  deleteProject(key: string): void {
    this.projects.delete(key);
    for (const issue of [...this.issues.keys()]) if (issue.startsWith(`${key}-`)) this.issues.delete(issue);
  }

  addIssue(key: string, options: FakeIssueOptions = {}): FakeIssue {
    const issue = new FakeIssue(this, key, options);
    this.issues.set(key, issue);
    return issue;
  }

  /** Copies it as YouTrack does: with all that this app keeps on it. */
  copy(issue: FakeIssue, key: string): FakeIssue {
    const copied = this.addIssue(key, issue.options);
    Object.assign(copied.properties, issue.properties);
    return copied;
  }

  newId(): string {
    this.lastId += 1;
    return `id-${this.lastId}`;
  }

  /** Answers requests of people whose address contains the text. */
  answersTo(part: string, given: HttpAnswer): void {
    this.answers.unshift((request) => (request.uri.includes(part) ? given : undefined));
  }

  private find(property: string, value: string): FakeIssue[] {
    return [...this.issues.values()].filter((issue) => issue.properties[property] === value);
  }

  private ask(request: HttpRequest): HttpAnswer {
    this.asked.push(request);
    for (const answerTo of this.answers) {
      const found = answerTo(request);
      if (found !== undefined) return found;
    }
    return answer(null);
  }

  execution(given: Given = {}): Execution {
    const project = (key: string): FakeProject | null => this.projects.get(key) ?? null;
    return {
      now: this.now,
      hop: given.hop ?? 0,
      viewer: given.viewer ?? ADMINISTRATOR,
      hasDucalisToken: this.hasDucalisToken,
      hasYouTrackToken: this.hasYouTrackToken,
      newId: () => this.newId(),
      random: () => this.randoms.shift() ?? 0.5,
      digest: (text) => `digest of ${text}`,
      storage: () => readAll(this.properties, STORAGE_PROPERTIES),
      recordStorage: (records) => write(this.properties, STORAGE_RECORDS, records),
      connect: (patch) => write(this.properties, CONNECTION_PROPERTIES, { ...patch }),
      projectByKey: project,
      projectByQueueId: (queueId) =>
        [...this.projects.values()].find(({ properties }) => properties.queueId === queueId) ?? null,
      connectedProjects: () =>
        [...this.projects.values()].filter(({ properties }) => properties.connected === true),
      issueByKey: (key) => this.issues.get(key) ?? null,
      issueByExternalId: (externalId) =>
        this.find('externalId', externalId).find((issue) => issue.isOwner()) ?? null,
      issuesOfBatch: (batch) => this.find('sentBatch', batch).filter((issue) => issue.isOwner()),
      someIssues: ({ key }, limit) =>
        [...this.issues.values()].filter((issue) => issue.project.key === key).slice(0, limit),
      queuedIssues: (queueId, limit) => this.find('queue', queueId).slice(0, limit),
      putOffIssues: (queueId, limit) => this.find('queue', putOffQueue(queueId)).slice(0, limit),
      leavingIssues: (queueId, limit) =>
        this.find('leavingQueue', queueId)
          .filter((issue) => issue.isOwner())
          .sort((one, other) => restriction(other) - restriction(one))
          .slice(0, limit),
      issuesNeedingAttention: (queueId, limit, isWanted = () => true) =>
        this.find('attention', queueId).filter(isWanted).slice(0, limit),
      ask: (request) => this.ask(request),
      carried: () => {
        const found = given.carried === undefined ? null : project(given.carried.project);
        if (found === null) return null;
        const { call = null, epoch = null, payload = null } = given.carried ?? {};
        return { project: found, call, epoch, payload };
      },
      answer: () => given.answer ?? answer(null),
      subject: () => given.subject ?? null,
      schedule: (name, delayMs, carried) => {
        this.continueOnce();
        this.scheduled.push({ name, delayMs, project: carried.project.key, payload: carried.payload });
      },
      send: (request, name, { call, epoch, payload }) => {
        this.continueOnce();
        this.sent.push({ request, name, call, epoch, payload });
      },
    };
  }

  /** YouTrack refuses a second asynchronous call of an execution; here a test sees to it that none is left over. */
  private continueOnce(): void {
    if (this.scheduled.length + this.sent.length > this.taken) {
      throw new Error('A second asynchronous call in one execution');
    }
  }

  private taken = 0;

  /** What the last execution scheduled or sent, and forgets it: the next execution may do so again. */
  take(): { readonly scheduled: Scheduled | null; readonly sent: Sent | null } {
    const scheduled = this.scheduled.pop() ?? null;
    const sent = this.sent.pop() ?? null;
    this.taken = this.scheduled.length + this.sent.length;
    return { scheduled, sent };
  }
}
