/** Both stand-ins, each a process of its own, the emulator's way to Ducalis leading to the sandbox. */
import * as v from 'valibot';
import type { Programs } from './bundle.ts';
import { type Launched, launch } from './launch.ts';

const EmulatorReady = v.object({
  url: v.string(),
  users: v.array(v.object({ login: v.string(), token: v.string() })),
});
const SandboxReady = v.object({ url: v.string(), token: v.string() });

export interface StandInOptions {
  /** 0: any free port. */
  readonly emulatorPort: number;
  readonly sandboxPort: number;
  /** Path of the seed, absolute or from the working directory. */
  readonly seed: string;
  readonly clock: 'real' | 'virtual';
  /** What a virtual clock shows at first, as ISO 8601; absent: now. */
  readonly startAt?: string | undefined;
  readonly documentedOnly: boolean;
  /** A Ducalis that takes no removals in a bulk call. */
  readonly ignoresRemoved?: boolean | undefined;
  /** On the points of YouTrack that nobody knows, the sides that are harder for an app. */
  readonly harder: boolean;
  /** Absent: from their sources. */
  readonly programs?: Programs;
}

export interface StandIns {
  /** Ends in `/youtrack`. */
  readonly youTrackUrl: string;
  readonly sandboxUrl: string;
  /** What an administrator would paste. */
  readonly ducalisToken: string;
  /** Permanent tokens by login. */
  readonly tokens: ReadonlyMap<string, string>;
  stopSandbox(): Promise<void>;
  /** On the port it had before, with nothing remembered. */
  startSandbox(): Promise<void>;
  stop(): Promise<void>;
}

const FROM_SOURCES: Programs = {
  emulator: 'test/youtrack-client-mock/bin/youtrack-client-mock.mjs',
  sandbox: 'test/ducalis-sandbox/bin/ducalis-sandbox.mjs',
};

export async function startStandIns(options: StandInOptions): Promise<StandIns> {
  const programs = options.programs ?? FROM_SOURCES;
  const startSandbox = (port: number): Promise<Launched<v.InferOutput<typeof SandboxReady>>> =>
    launch(
      programs.sandbox,
      [
        '--port',
        String(port),
        ...(options.documentedOnly ? ['--documented-only'] : []),
        ...(options.ignoresRemoved === true ? ['--ignore-removed'] : []),
      ],
      SandboxReady,
    );
  let sandbox = await startSandbox(options.sandboxPort);
  const sandboxUrl = sandbox.ready.url;
  const emulator = await launch(
    programs.emulator,
    [
      '--port',
      String(options.emulatorPort),
      '--seed',
      options.seed,
      '--host-map',
      `https://ducalis.io=${sandboxUrl}`,
      '--clock',
      options.clock,
      // The stricter of two ways in which YouTrack may understand a key.
      '--own-key',
      'cancels',
      ...(options.harder ? ['--harder', 'all'] : []),
      ...(options.startAt === undefined ? [] : ['--start-at', options.startAt]),
    ],
    EmulatorReady,
  );
  return {
    youTrackUrl: emulator.ready.url,
    sandboxUrl,
    ducalisToken: sandbox.ready.token,
    tokens: new Map(emulator.ready.users.map(({ login, token }) => [login, token])),
    stopSandbox: () => sandbox.stop(),
    async startSandbox() {
      sandbox = await startSandbox(Number(new URL(sandboxUrl).port));
    },
    async stop() {
      await Promise.all([sandbox.stop(), emulator.stop()]);
    },
  };
}
