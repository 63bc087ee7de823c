/** A YouTrack with the bench clock, the app connected, and a Ducalis that goes by the same clock. */
import { createYouTrack, type HarderSide, type RunningServer, type SeedInput } from 'youtrack-client-mock';
import { type Rest, rest } from '../../../tools/stand-ins/rest.ts';
import { ADMIN, AUTHOR, type BoardId, SEED } from '../../soak/places.ts';
import type { Subject } from '../../soak/subject.ts';
import { DESCRIPTION, oldIssue } from '../issues.ts';
import { START } from '../world.ts';
import { type CallTime, Ledger } from './ledger.ts';
import { type BenchDucalis, startBenchDucalis } from './start-ducalis.ts';

/** Milliseconds of an async function, and on how many threads these and the calls run. */
const FUNCTION_MS = 20;
const THREADS = 2;
/** In one transaction: a command on thousands of issues runs a few for each of them. */
const MOST_RULES = 1_000_000;
/** The clock of Ducalis follows in steps of so many milliseconds. */
const STEP_MS = 1_000;

/** Over all worlds of a bench. */
export interface Tally {
  /** The most calls in flight at any time. */
  inFlight: number;
  /** Calls that were answered with 429. */
  refused: number;
}

export interface Situation {
  readonly app: Subject;
  readonly harder: readonly HarderSide[];
  readonly tally: Tally;
  readonly time?: CallTime;
  /** Bytes of an issue's description. */
  readonly bytes?: number;
  readonly ignoresRemoved?: boolean;
}

export interface Conditions extends Situation {
  /** How many old issues each project has, by key. */
  readonly projects: Readonly<Record<string, number>>;
}

/** 0.5 s and 10 ms an item. */
export const USUAL_TIME: CallTime = { callMs: 500, itemMs: 10 };
export const USUAL_BYTES = 6_000;

export class BenchWorld {
  private constructor(
    readonly server: RunningServer,
    readonly ducalis: BenchDucalis,
    readonly ledger: Ledger,
    readonly admin: Rest,
    private readonly app: Subject,
    private readonly tally: Tally,
  ) {}

  /** The app is attached to every project, and none is configured. */
  static async open(conditions: Conditions): Promise<BenchWorld> {
    const { app, harder, projects, time = USUAL_TIME, ignoresRemoved = false } = conditions;
    const ducalis = await startBenchDucalis(ignoresRemoved);
    ducalis.setClock(START);
    const ledger = new Ledger(time);
    let now = (): number => START;
    const server = await createYouTrack({
      apps: [app.files],
      seed: seedOf(projects, descriptionOf(conditions.bytes ?? USUAL_BYTES)),
      hostMap: { 'https://ducalis.io': ducalis.url },
      startAt: START,
      harder,
      limits: { rulesInTransaction: MOST_RULES },
      pace: { callMs: (call) => ledger.enter(call, now()), functionMs: FUNCTION_MS, threads: THREADS },
    });
    now = server.youTrack.now;
    const token = server.users.find(({ login }) => login === ADMIN)?.token ?? null;
    const admin = rest(`${server.url}/api`, token);
    await admin.post(`admin/apps/${app.app}/globalConfig`, {
      globalSettings: JSON.stringify({ ducalisToken: 'any-token-will-do' }),
    });
    await app.connect(admin);
    const world = new BenchWorld(server, ducalis, ledger, admin, app, conditions.tally);
    for (const key of Object.keys(projects)) {
      await admin.post(`admin/projects/${key}/appConfigurations`, { app: { name: app.app } });
    }
    return world;
  }

  get now(): number {
    return this.server.youTrack.now();
  }

  /** Puts the project on a board. */
  async configure(project: string, board: BoardId): Promise<void> {
    const choice = { board, mapping: 0, filter: 0 };
    if (!(await this.app.configure(this.admin, project, choice))) {
      throw new Error(`${project} could not be configured`);
    }
  }

  /** Lets time go by; nobody looks. */
  async pass(ms: number): Promise<void> {
    const { youTrack } = this.server;
    for (const end = this.now + ms; this.now < end; ) {
      this.ducalis.setClock(this.now);
      await youTrack.advance(Math.min(STEP_MS, end - this.now));
    }
  }

  /** Calls so far. */
  get requests(): number {
    const { youTrack } = this.server;
    return youTrack.forgottenOutbound() + youTrack.outbound().length;
  }

  async close(): Promise<void> {
    this.tally.inFlight = Math.max(this.tally.inFlight, this.server.youTrack.inFlight().most);
    this.tally.refused += this.ledger.refused;
    await this.server.close();
    await this.ducalis.stop();
  }
}

function seedOf(projects: Conditions['projects'], description: string): SeedInput {
  const keys = Object.keys(projects);
  const [shape] = SEED.projects ?? [];
  return {
    ...SEED,
    users: [
      { login: ADMIN, fullName: 'Ada Admin', roles: [{ role: 'System Admin' }] },
      {
        login: AUTHOR,
        fullName: 'Dev Eloper',
        email: 'developer@example.com',
        roles: keys.map((project) => ({ role: 'Developer' as const, project })),
      },
    ],
    projects: keys.map((key) => ({ ...shape, key, name: key, leader: ADMIN, team: [AUTHOR] })),
    tags: [],
    issues: Object.entries(projects).flatMap(([key, count]) =>
      Array.from({ length: count }, (_, index) => openIssue(key, index, description)),
    ),
  };
}

/** Commands give it another state. */
function openIssue(project: string, index: number, description: string): ReturnType<typeof oldIssue> {
  const issue = oldIssue(project, index, description);
  return { ...issue, fields: { ...issue.fields, State: 'Open' } };
}

/** Markdown. @param bytes how long it is. */
function descriptionOf(bytes: number): string {
  const paragraph = `${DESCRIPTION}\n`;
  return paragraph.repeat(Math.ceil(bytes / paragraph.length)).slice(0, bytes);
}
