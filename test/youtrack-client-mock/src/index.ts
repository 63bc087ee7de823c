/** An emulator of the YouTrack app platform, as a library: a YouTrack in this process that listens on a port. */
import { readSeed } from './seed/file.ts';
import type { Seed, SeedInput } from './seed/schema.ts';
import { parseSeed } from './seed/schema.ts';
import { STARTER } from './seed/starter.ts';
import type { RunningServer, ServerOptions } from './server.ts';
import { startServer } from './server.ts';

export type * from './engine/automation.ts';
export type * from './engine/harder.ts';
export type * from './engine/in-flight.ts';
export type * from './engine/limits.ts';
export type * from './engine/pace.ts';
export type * from './engine/requests.ts';
export type * from './engine/tool-types.ts';
export type * from './engine/types.ts';
export { ChangeRejected, ImportRejected, UnknownMember } from './engine/types.ts';
export type * from './engine/workload.ts';
export type { AppSource } from './install.ts';
export type { RoleName } from './model/access.ts';
export type { Store } from './model/store.ts';
export type { Transaction } from './model/transaction.ts';
export type * from './model/types.ts';
export { SeedError } from './seed/error.ts';
export type { SeededUser } from './seed/plant.ts';
export type { SeedInput } from './seed/schema.ts';
export type { RunningServer } from './server.ts';

export interface CreateOptions extends Partial<Omit<ServerOptions, 'seed'>> {
  /** What the YouTrack holds at the start, or a file that says it; without it, one administrator and one project. */
  readonly seed?: SeedInput | string | URL;
}

/**
 * Starts a YouTrack. Unlike on the command line its clock is virtual, so that a test need not wait.
 * @throws SeedError, ImportRejected, or what the system says of the port or of a file.
 */
export async function createYouTrack(options: CreateOptions = {}): Promise<RunningServer> {
  const { seed = STARTER, ...others } = options;
  return startServer({
    port: 0,
    apps: [],
    clock: 'virtual',
    hostMap: {},
    headerSecrets: 'real',
    ...others,
    seed: await seedFrom(seed),
  });
}

async function seedFrom(seed: SeedInput | string | URL): Promise<Seed> {
  return typeof seed === 'string' || seed instanceof URL ? readSeed(seed) : parseSeed(seed);
}
