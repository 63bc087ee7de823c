/** One history's YouTrack and Ducalis, and what a person or an administrator does there. */

import * as v from 'valibot';
import { createYouTrack, type RunningServer } from 'youtrack-client-mock';
import { type Rest, rest } from '../../tools/stand-ins/rest.ts';
import type { AppFiles } from './app-files.ts';
import type { Network } from './network.ts';
import {
  ADMIN,
  AUTHOR,
  type Choice,
  CONNECTED,
  type ConnectedKey,
  firstChoice,
  type NamedField,
  PROJECTS,
  type ProjectKey,
  SEED,
  VALUES,
} from './places.ts';
import type { Subject } from './subject.ts';
import type { Tally } from './tally.ts';
import { RIGHT, type WrongClock, withClock } from './wrong-clock.ts';

/** A Monday morning of the virtual clock. */
const START = Date.UTC(2026, 0, 5, 9);

/** A drain has gone out by then. */
const SOON = 3_000;

const EntitySchema = v.object({ id: v.string() });
const ReadableSchema = v.object({ idReadable: v.string() });
const PlaceSchema = v.object({ project: v.object({ shortName: v.string() }) });
const TaggedSchema = v.object({ tags: v.array(v.object({ name: v.string() })) });
const UsagesSchema = v.array(v.object({ id: v.string(), app: v.object({ name: v.string() }) }));

/** An invariant that does not hold. */
export class Violation extends Error {
  override name = 'Violation';
}

/** How a world differs from the usual one. */
export interface Conditions {
  readonly clock?: WrongClock;
  /** Milliseconds until an answer; absent: no time goes by. */
  callMs?(call: Call, now: number): number;
}

/** An asynchronous call as the emulator tells it. */
export interface Call {
  readonly method: string;
  readonly url: string;
  readonly body: string | null;
  readonly exception: string | null;
}

export class World {
  /** Entity ids. */
  living: string[] = [];
  deleted: string[] = [];
  readonly choices = new Map<ConnectedKey, Choice>();
  readonly #renamed = new Map<NamedField, readonly string[]>();
  readonly secrets: string[] = [];
  token = '';
  isAuthorBanned = false;
  /** What a former installation of the app has left on boards, by key: nobody takes it off. */
  leftovers: ReadonlySet<string> = new Set();
  /** Null: it was never installed again. */
  #callsBeforeReinstallation: number | null = null;
  readonly projectIds: ReadonlyMap<ProjectKey, string>;

  private constructor(
    readonly server: RunningServer,
    readonly network: Network,
    readonly subject: Subject,
    readonly tally: Tally,
    readonly files: AppFiles,
  ) {
    const { youTrack } = server;
    this.projectIds = youTrack.read(
      (tx) =>
        new Map(PROJECTS.map((key) => [key, [...tx.find('Project', 'shortName', key)][0] ?? ''] as const)),
    );
  }

  /** Connected, with one issue in each project that is already on its board. */
  static async open(
    network: Network,
    subject: Subject,
    tally: Tally,
    { clock = RIGHT, callMs }: Conditions = {},
  ): Promise<World> {
    await network.reset();
    const files = withClock(subject.files, clock, START);
    let now = (): number => START;
    const server = await createYouTrack({
      apps: [files],
      seed: SEED,
      hostMap: { 'https://ducalis.io': network.url },
      startAt: START,
      harder: subject.harder ? ['all'] : [],
      ...(callMs === undefined ? {} : { pace: { callMs: (call) => callMs(call, now()) } }),
    });
    now = server.youTrack.now;
    const world = new World(server, network, subject, tally, files);
    await world.renewToken();
    for (const project of CONNECTED) {
      await world.attach(project, true);
      const choice = firstChoice(project);
      if (!(await subject.configure(world.admin, project, choice))) {
        throw new Error(`${project} could not be connected`);
      }
      world.choices.set(project, choice);
      await world.create(project, { summary: `First of ${project}` });
    }
    await world.pass(SOON);
    await network.sendForeignAgain();
    return world;
  }

  close(): Promise<void> {
    return this.server.close();
  }

  get admin(): Rest {
    return this.as(ADMIN);
  }

  /** Who edits: the author, or while they are banned the administrator. */
  get editor(): Rest {
    return this.as(this.isAuthorBanned ? ADMIN : AUTHOR);
  }

  as(login: string): Rest {
    const user = this.server.users.find((one) => one.login === login);
    if (user === undefined) throw new Error(`The seed has no user "${login}"`);
    return rest(`${this.server.url}/api`, user.token);
  }

  /** What a person does to an issue: YouTrack must never refuse it because of the app. */
  async edit(work: () => Promise<unknown>): Promise<unknown> {
    try {
      return await work();
    } catch (error) {
      throw new Violation(`A user's edit was refused: ${String(error)}`);
    }
  }

  async create(project: ProjectKey, more: Readonly<Record<string, unknown>>): Promise<void> {
    const answer = await this.edit(() =>
      this.editor.post('issues?fields=id', { project: { id: this.projectIds.get(project) }, ...more }),
    );
    this.living.push(v.parse(EntitySchema, answer).id);
  }

  /** Key of the project that an issue is in now. */
  async projectOf(id: string): Promise<string> {
    const found = await this.admin.get(`issues/${id}?fields=project(shortName)`);
    return v.parse(PlaceSchema, found).project.shortName;
  }

  async tagsOf(id: string): Promise<readonly string[]> {
    const found = await this.admin.get(`issues/${id}?fields=tags(name)`);
    return v.parse(TaggedSchema, found).tags.map(({ name }) => name);
  }

  pass(ms: number): Promise<void> {
    return this.server.youTrack.advance(ms);
  }

  /** Lets time pass until a call that changes an issue is on its way, does the work, and lets the call go on. */
  async passHolding(ms: number, work: () => Promise<void>): Promise<void> {
    const { network, tally } = this;
    await network.holdNext(this.server.youTrack.now(), tally);
    const passing = this.pass(ms);
    if (await network.isHeld(passing)) await work();
    await network.release(this.server.youTrack.now(), tally);
    await passing;
  }

  /** Names of the values of a field, as they are called now. */
  valueNames(field: NamedField): readonly string[] {
    return this.#renamed.get(field) ?? VALUES[field];
  }

  rename(field: NamedField, value: number, name: string): void {
    this.#renamed.set(
      field,
      this.valueNames(field).map((one, index) => (index === value ? name : one)),
    );
  }

  /** A new one, accepted by Ducalis and saved in YouTrack, and the connection tested. */
  async renewToken(): Promise<void> {
    this.token = `ducalis-secret-${this.secrets.length}`;
    this.secrets.push(this.token);
    await this.network.accept(this.token);
    await this.admin.post(`admin/apps/${this.subject.app}/globalConfig`, {
      globalSettings: JSON.stringify({ ducalisToken: this.token }),
    });
    await this.subject.connect(this.admin);
  }

  /** The app is deleted, with all that it kept, uploaded again and connected as before. */
  async reinstall(leftovers: ReadonlySet<string>): Promise<void> {
    this.leftovers = new Set([...this.leftovers, ...leftovers]);
    this.#callsBeforeReinstallation = this.server.youTrack.outbound().length;
    await this.admin.delete(`admin/apps/${this.subject.app}`);
    this.server.youTrack.apps.importFiles(this.files);
    await this.renewToken();
    for (const [project, choice] of this.choices) {
      await this.attach(project, true);
      // A filter may name a value that is called something else by now: it is refused, and rightly.
      const choices = [choice, { ...choice, filter: 0 }];
      if (!(await this.configureAs(project, choices))) {
        throw new Violation(`${project} could not be connected again`);
      }
    }
  }

  /** As the first of them that is accepted. */
  private async configureAs(project: ConnectedKey, choices: readonly Choice[]): Promise<boolean> {
    for (const choice of choices) {
      if (!(await this.subject.configure(this.admin, project, choice))) continue;
      this.choices.set(project, choice);
      return true;
    }
    return false;
  }

  /** Of an issue that is deleted, moved, or put on another board. What a new installation has not adopted by then, it never will. */
  async beforeLeaving(id: string): Promise<void> {
    if (this.#callsBeforeReinstallation === null) return;
    const { idReadable } = v.parse(ReadableSchema, await this.admin.get(`issues/${id}?fields=idReadable`));
    const isTaken = this.server.youTrack
      .outbound()
      .slice(this.#callsBeforeReinstallation)
      .some(
        ({ method, status, body }) =>
          method === 'POST' && status === 200 && body?.includes(`"key":"${idReadable}"`),
      );
    if (!isTaken) this.leftovers = new Set([...this.leftovers, idReadable]);
  }

  /** What an administrator does who finds that something was suspended. */
  async lookAfterConnection(): Promise<void> {
    await this.renewToken();
    await this.resumeProjects();
  }

  /** The same with the token that is there. */
  async resume(): Promise<void> {
    await this.subject.connect(this.admin);
    await this.resumeProjects();
  }

  private async resumeProjects(): Promise<void> {
    for (const [project, choice] of this.choices) await this.subject.resume(this.admin, project, choice);
  }

  async enable(enabled: boolean): Promise<void> {
    await this.admin.post(`admin/apps/${this.subject.app}/globalConfig`, { enabled });
  }

  /** The app is off while time goes by. */
  async sleep(pass: () => Promise<void>): Promise<void> {
    await this.enable(false);
    await pass();
    await this.enable(true);
    this.tally.count('app off for hours');
  }

  /** Does nothing when it is so already. */
  async attach(project: ConnectedKey, on: boolean): Promise<void> {
    const path = `admin/projects/${project}/appConfigurations`;
    const usages = v.parse(UsagesSchema, await this.admin.get(`${path}?fields=id,app(name)`));
    const usage = usages.find(({ app }) => app.name === this.subject.app);
    if (on && usage === undefined) await this.admin.post(path, { app: { name: this.subject.app } });
    if (!on && usage !== undefined) await this.admin.delete(`${path}/${usage.id}`);
  }

  async ban(banned: boolean): Promise<void> {
    if (banned === this.isAuthorBanned) return;
    const origin = new URL(this.server.url).origin;
    const path = `users/${AUTHOR}/ban`;
    const mock = rest(`${origin}/mock`, null);
    await (banned ? mock.post(path, {}) : mock.delete(path));
    this.isAuthorBanned = banned;
  }

  restartYouTrack(): void {
    this.checkLogs();
    this.server.youTrack.restart();
  }

  /** What scripts complained of lately, for whoever reads a failure. */
  complaints(): string {
    return this.server.youTrack
      .logs()
      .filter(({ level }) => level === 'error' || level === 'warn')
      .slice(-10)
      .map(({ script, text }) => `  [${script}] ${text}`)
      .join('\n');
  }

  /** @throws Violation when a secret is in a log. */
  checkLogs(): void {
    for (const { text } of this.server.youTrack.logs()) {
      if (this.secrets.some((secret) => text.includes(secret)))
        throw new Violation(`A secret is in a log: ${text}`);
    }
  }

  /** @throws Violation when a rule did inside a user's edit what would slow or endanger it. */
  checkEdits(): void {
    for (const one of this.server.youTrack.metrics()) {
      if (one.insideOutbound + one.insideSearches + one.insideForeignWrites > 0) {
        throw new Violation(
          `Inside users' edits ${one.rule} called, searched or wrote elsewhere: ${JSON.stringify(one)}`,
        );
      }
    }
  }
}
