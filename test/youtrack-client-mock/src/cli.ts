/** The command `youtrack-client-mock`. Says on one line of JSON that it is ready; ends on SIGTERM or SIGINT. */
import { parseArgs } from 'node:util';
import { IANAZone } from 'luxon';
import { limitsFrom, paceFrom, UsageError } from './cli-numbers.ts';
import { HARDER_SIDES } from './engine/harder.ts';
import { ImportRejected } from './engine/types.ts';
import { SeedError } from './seed/error.ts';
import { readSeed } from './seed/file.ts';
import { parseSeed } from './seed/schema.ts';
import { STARTER } from './seed/starter.ts';
import type { ServerOptions } from './server.ts';
import { startServer } from './server.ts';
import { watchApps } from './watch.ts';

const USAGE = `youtrack-client-mock [options]

  --app <dir|zip>            an app to install, packed or as a folder with a manifest; may be repeated
  --watch                    installs the apps again when they were built anew
  --port <n|0>               the port on 127.0.0.1; 0 (the default) takes any free one
  --seed <file>              what the YouTrack holds at the start; without it one user and one project
  --host-map <host>=<host>   lets apps call the first origin and leads them to the second, for example
                             https://api.example.com=http://127.0.0.1:9000; may be repeated
  --allow-origin <origin|*>  lets pages of this origin read what REST answers; may be repeated. No others may
  --clock real|virtual       virtual stands still until POST /mock/clock moves it; real is the default
  --start-at <time>          what a virtual clock shows at first, such as 2026-01-05T09:00:00Z; now is the default
  --header-secrets real|literal
                             what a secret setting in a header puts on the wire; real is the default
  --time-zone <zone>         the zone of the Global Settings, by which schedules go, such as Europe/Berlin; UTC is
                             the default
  --command-transactions one|each
                             whether a command on several issues is one transaction or one for each; one is the default
  --own-key free|cancels     whether a function that schedules a call under the key it runs under goes on or is
                             cancelled; free is the default
  --hidden-fields refuse|drop
                             what becomes of a value that a script or command writes into a field hidden by its
                             condition: the change is refused, or the value left out; refuse is the default
  --harder <name|all>        takes, on a point that nobody knows, the side that is harder for an app; may be repeated.
                             ${HARDER_SIDES.join(', ')}
  --limit <name>=<n>         a limit that JetBrains does not tell: scriptMs, rulesInTransaction, handlerBodyBytes,
                             scheduleMs or connectionMs; may be repeated
  --pace <name>=<n>          how long asynchronous work takes on the clock: callMs and, for each kilobyte of its body,
                             callKilobyteMs for a call, functionMs for a function; threads for both together, 2 by
                             default; callsInFlight above which the log says so; may be repeated
  --help                     this text
`;

function readArguments(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        app: { type: 'string', multiple: true, default: [] },
        watch: { type: 'boolean', default: false },
        port: { type: 'string', default: '0' },
        seed: { type: 'string' },
        'host-map': { type: 'string', multiple: true, default: [] },
        'allow-origin': { type: 'string', multiple: true, default: [] },
        clock: { type: 'string', default: 'real' },
        'start-at': { type: 'string' },
        'header-secrets': { type: 'string', default: 'real' },
        'time-zone': { type: 'string', default: 'UTC' },
        'command-transactions': { type: 'string', default: 'one' },
        'own-key': { type: 'string', default: 'free' },
        'hidden-fields': { type: 'string', default: 'refuse' },
        harder: { type: 'string', multiple: true, default: [] },
        limit: { type: 'string', multiple: true, default: [] },
        pace: { type: 'string', multiple: true, default: [] },
        help: { type: 'boolean', default: false },
      },
    }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error), { cause: error });
  }
}

async function optionsFrom(values: ReturnType<typeof readArguments>): Promise<ServerOptions> {
  const clock = oneOf('--clock', ['real', 'virtual'], values.clock);
  return {
    port: portFrom(values.port),
    apps: values.app,
    freshAssets: values.watch,
    hostMap: hostMapFrom(values['host-map']),
    allowedOrigins: values['allow-origin'].map(originFrom),
    clock,
    ...(values['start-at'] === undefined ? {} : { startAt: startFrom(values['start-at'], clock) }),
    headerSecrets: oneOf('--header-secrets', ['real', 'literal'], values['header-secrets']),
    timeZone: timeZoneFrom(values['time-zone']),
    commandTransactions: oneOf('--command-transactions', ['one', 'each'], values['command-transactions']),
    ownKey: oneOf('--own-key', ['free', 'cancels'], values['own-key']),
    hiddenFields: oneOf('--hidden-fields', ['refuse', 'drop'], values['hidden-fields']),
    harder: values.harder.map((name) => oneOf('--harder', [...HARDER_SIDES, 'all'], name)),
    limits: limitsFrom(values.limit),
    pace: paceFrom(values.pace),
    seed: values.seed === undefined ? parseSeed(STARTER) : await readSeed(values.seed),
  };
}

function portFrom(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (!(port <= 65_535)) throw new UsageError('--port must be a number from 0 to 65535.');
  return port;
}

function startFrom(text: string, clock: 'real' | 'virtual'): number {
  if (clock === 'real') throw new UsageError('--start-at needs --clock virtual.');
  const time = Date.parse(text);
  if (Number.isNaN(time)) throw new UsageError(`--start-at must be a time, not ${text}.`);
  return time;
}

function timeZoneFrom(text: string): string {
  if (IANAZone.isValidZone(text)) return text;
  throw new UsageError(`--time-zone must be a time zone such as Europe/Berlin, not ${text}.`);
}

function hostMapFrom(entries: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    entries.map((entry) => {
      const [from = '', to = '', ...rest] = entry.split('=');
      if (rest.length > 0 || !isOrigin(from) || !isOrigin(to)) {
        throw new UsageError(
          `--host-map must be like https://api.example.com=http://127.0.0.1:9000, not ${entry}`,
        );
      }
      return [from, to];
    }),
  );
}

function originFrom(text: string): string {
  if (text === '*') return text;
  if (isOrigin(text)) return new URL(text).origin;
  throw new UsageError(`--allow-origin must be * or like https://tools.example.com, not ${text}.`);
}

function isOrigin(text: string): boolean {
  return /^https?:\/\/[^/]+\/?$/.test(text) && URL.canParse(text);
}

function oneOf<const Choice extends string>(flag: string, choices: readonly Choice[], text: string): Choice {
  const choice = choices.find((one) => one === text);
  if (choice === undefined) throw new UsageError(`${flag} must be ${choices.join(' or ')}.`);
  return choice;
}

async function main(): Promise<void> {
  const values = readArguments(process.argv.slice(2));
  if (values.help) {
    process.stdout.write(USAGE);
    return;
  }
  const { url, users, youTrack, close } = await startServer(await optionsFrom(values));
  const say = (sentence: string): void => void process.stderr.write(`youtrack-client-mock: ${sentence}\n`);
  const stop = values.watch ? watchApps(youTrack, values.app, say) : () => undefined;
  const end = (): void => {
    stop();
    void close().then(() => process.exit(0));
  };
  process.once('SIGTERM', end);
  process.once('SIGINT', end);
  process.stdout.write(`${JSON.stringify({ url, users })}\n`);
}

/** One sentence for what a person can put right; what went wrong in here is told with its stack. */
function words(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const isTheirs =
    error instanceof UsageError ||
    error instanceof SeedError ||
    error instanceof ImportRejected ||
    'syscall' in error;
  return isTheirs ? error.message : (error.stack ?? error.message);
}

try {
  await main();
} catch (error) {
  process.stderr.write(`youtrack-client-mock: ${words(error)}\n`, () => process.exit(1));
}
