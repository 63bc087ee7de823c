/** What is put to the test in a history: this app, one of its mutants, or a baseline. */
import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import * as v from 'valibot';
import { ProjectViewSchema } from '../../src/shared/api.ts';
import type { Rest } from '../../tools/stand-ins/rest.ts';
import { RestError } from '../../tools/stand-ins/rest.ts';
import { type AppFiles, readApp } from './app-files.ts';
import { type Choice, type ConnectedKey, configurationOf } from './places.ts';

export interface Subject {
  readonly app: string;
  readonly files: AppFiles;
  /** Whether its YouTrack takes the harder side of everything that is not documented. */
  readonly harder: boolean;
  /** False: its calls block this process, so that nothing can happen while one is kept. */
  readonly canBeHeld: boolean;
  /** Uses the token that was saved. */
  connect(admin: Rest): Promise<void>;
  /** False: it was refused or failed, and nothing was changed. */
  configure(admin: Rest, project: string, choice: Choice): Promise<boolean>;
  /** Lets a project go on that Ducalis once refused. */
  resume(admin: Rest, project: ConnectedKey, choice: Choice): Promise<void>;
  /** Sends an issue again; nothing for a baseline. */
  retry(admin: Rest, issue: string): Promise<void>;
  /** What people see of the issue. */
  panel(admin: Rest, issue: string): Promise<Shown>;
  /** Whether Health says that a result could not be read. */
  saysUnreadable(admin: Rest): Promise<boolean>;
}

export interface Shown {
  /** Whether a person has to look after it. */
  readonly needsAttention: boolean;
  readonly totalScore: number | null;
}

const ADMIN = 'extensionEndpoints/ducalis/admin';
const UsagesSchema = v.array(v.object({ id: v.string() }));
const PanelSchema = v.object({
  status: v.object({ state: v.string() }),
  result: v.nullable(v.object({ totalScore: v.nullable(v.number()) })),
});
const OverviewSchema = v.object({ connection: v.object({ asksAbout: v.nullable(v.string()) }) });
const HealthSchema = v.object({
  projects: v.array(v.object({ notices: v.array(v.object({ kind: v.string() })) })),
});

export function ducalisApp(files: AppFiles, harder: boolean): Subject {
  const view = async (admin: Rest, project: string) =>
    v.parse(ProjectViewSchema, await admin.get(`${ADMIN}/project?project=${project}`));
  const configure = (admin: Rest, project: string, choice: Choice): Promise<boolean> =>
    succeeds(async () => {
      const { revision } = await view(admin, project);
      const nonce = createHash('md5').update(`${project} ${revision}`).digest('hex');
      const body = { project, revision, nonce, configuration: configurationOf(choice) };
      await admin.post(`${ADMIN}/project`, body);
    });
  return {
    app: 'ducalis',
    files,
    harder,
    canBeHeld: true,
    async connect(admin) {
      await succeeds(() => admin.post(`${ADMIN}/test-connection`, {}));
      await succeeds(async () => {
        const { connection } = v.parse(OverviewSchema, await admin.get(`${ADMIN}/overview`));
        // Former installations do not agree: they are all of this YouTrack.
        if (connection.asksAbout === 'items') await admin.post(`${ADMIN}/instance`, { answer: 'moved' });
      });
    },
    configure,
    async resume(admin, project, choice) {
      await succeeds(async () => {
        const { suspendedReason } = await view(admin, project);
        if (suspendedReason !== null) await configure(admin, project, choice);
      });
    },
    async retry(admin, issue) {
      await succeeds(() => admin.post(`issues/${issue}/extensionEndpoints/ducalis/issue/retry`, {}));
    },
    async panel(admin, issue) {
      const panel = await admin.get(`issues/${issue}/extensionEndpoints/ducalis/issue/panel`);
      const { status, result } = v.parse(PanelSchema, panel);
      return { needsAttention: status.state === 'failed', totalScore: result?.totalScore ?? null };
    },
    async saysUnreadable(admin) {
      const { projects } = v.parse(HealthSchema, await admin.get(`${ADMIN}/health`));
      return projects.some(({ notices }) => notices.some(({ kind }) => kind === 'result-unreadable'));
    },
  };
}

/** @param name of a folder of `test/baselines`. */
export async function baseline(name: 'sync-post' | 'async-post'): Promise<Subject> {
  const folder = new URL('../baselines/', import.meta.url);
  const [own, common] = await Promise.all(
    [name, 'common'].map((part) => readApp(fileURLToPath(new URL(part, folder)))),
  );
  const configure: Subject['configure'] = async (admin, project, choice) => {
    const path = `admin/projects/${project}/appConfigurations`;
    const [usage] = v.parse(UsagesSchema, await admin.get(`${path}?fields=id`));
    if (usage === undefined) return false;
    await admin.post(`${path}/${usage.id}`, {
      projectSettings: JSON.stringify({ configuration: JSON.stringify(configurationOf(choice)) }),
    });
    return true;
  };
  return {
    app: name,
    files: new Map([...(own ?? []), ...(common ?? [])]),
    harder: false,
    canBeHeld: name === 'async-post',
    connect: async () => undefined,
    configure,
    /** A project that is attached again has lost its settings. */
    async resume(admin, project, choice) {
      await configure(admin, project, choice);
    },
    retry: async () => undefined,
    panel: async () => ({ needsAttention: false, totalScore: null }),
    saysUnreadable: async () => false,
  };
}

/** Handlers answer 404 while the app is away, and refuse what Ducalis does not confirm. */
async function succeeds(call: () => Promise<unknown>): Promise<boolean> {
  try {
    await call();
    return true;
  } catch (error) {
    if (error instanceof RestError && error.status < 500) return false;
    if (error instanceof RestError && error.status === 502) return false;
    throw error;
  }
}
