/** A YouTrack in this process with one app in it and a Ducalis in a process of its own. */
import * as v from 'valibot';
import { createYouTrack, type RunningServer } from 'youtrack-client-mock';
import { type Launched, launch } from '../../tools/stand-ins/launch.ts';
import { type Rest, rest } from '../../tools/stand-ins/rest.ts';
import { AUTHOR, firstChoice, SEED } from '../soak/places.ts';
import type { Subject } from '../soak/subject.ts';
import { DESCRIPTION, oldIssue } from './issues.ts';

export const PROJECT = 'SHOP';

/** A Monday morning of the virtual clock, at the start of a sweep's interval. */
export const START = Date.UTC(2026, 0, 5, 9, 0, 10);

export interface Ducalis {
  readonly url: string;
  readonly token: string;
  stop(): Promise<void>;
}

/** The stand-in with its boards, scores and ranks. */
export async function startSandbox(): Promise<Ducalis> {
  const script = 'test/ducalis-sandbox/bin/ducalis-sandbox.mjs';
  const ready = v.object({ url: v.string(), token: v.string() });
  const { ready: said, stop } = await launch(script, ['--port', '0'], ready);
  return { ...said, stop };
}

/** Takes everything and computes nothing. @param delayMs before each answer. */
export async function startQuickDucalis(delayMs = 0): Promise<Ducalis> {
  const started: Launched<{ url: string }> = await launch(
    'test/bench/quick-ducalis.mjs',
    [String(delayMs)],
    v.object({ url: v.string() }),
  );
  return { url: started.ready.url, token: 'any-token-will-do', stop: started.stop };
}

export interface World {
  readonly youTrack: RunningServer['youTrack'];
  readonly admin: Rest;
  readonly author: Rest;
  /** Saves what the app shall send, which begins an import. */
  configure(): Promise<void>;
  /** Milliseconds spent so far in the app's scripts while users waited. */
  insideMs(): number;
  close(): Promise<void>;
}

/** The project has `issues` old issues, and the app is attached but not configured yet. */
export async function openWorld(subject: Subject, ducalis: Ducalis, issues: number): Promise<World> {
  const server = await createYouTrack({
    apps: [subject.files],
    seed: {
      ...SEED,
      issues: Array.from({ length: issues }, (_, index) => oldIssue(PROJECT, index, DESCRIPTION)),
    },
    hostMap: { 'https://ducalis.io': ducalis.url },
    startAt: START,
  });
  const { youTrack } = server;
  const as = (login: string): Rest =>
    rest(`${server.url}/api`, server.users.find((user) => user.login === login)?.token ?? null);
  const admin = as('admin');
  await admin.post(`admin/apps/${subject.app}/globalConfig`, {
    globalSettings: JSON.stringify({ ducalisToken: ducalis.token }),
  });
  await subject.connect(admin);
  await admin.post(`admin/projects/${PROJECT}/appConfigurations`, { app: { name: subject.app } });
  return {
    youTrack,
    admin,
    author: as(AUTHOR),
    async configure() {
      if (!(await subject.configure(admin, PROJECT, firstChoice(PROJECT)))) {
        throw new Error(`${subject.app} could not be configured`);
      }
    },
    insideMs: () =>
      youTrack
        .metrics()
        .filter(({ app }) => app === subject.app)
        .reduce((sum, { insideMs }) => sum + insideMs, 0),
    close: () => server.close(),
  };
}
