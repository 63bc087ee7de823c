/** The command `ducalis-sandbox`. Says on one line of JSON that it is ready; ends on SIGTERM or SIGINT. */
import { parseArgs } from 'node:util';
import * as v from 'valibot';
import { FaultScheduleSchema } from './faults/schedule.ts';
import type { DucalisOptions } from './server.ts';
import { createDucalis } from './server.ts';

const USAGE =
  'ducalis-sandbox --port <n|0> [--token <token>] [--faults <json>] [--documented-only] [--ignore-removed]';

class UsageError extends Error {}

function readOptions(args: readonly string[]): DucalisOptions {
  const { values } = parsed(args);
  const port = /^\d{1,5}$/.test(values.port ?? '') ? Number(values.port) : Number.NaN;
  if (!(port <= 65_535)) throw new UsageError('--port must be a number from 0 to 65535.');
  if (values.token === '') throw new UsageError('--token must not be empty.');
  return {
    port,
    documentedOnly: values['documented-only'],
    ignoresRemoved: values['ignore-removed'],
    ...(values.token === undefined ? {} : { token: values.token }),
    ...(values.faults === undefined ? {} : { faults: readFaults(values.faults) }),
  };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        port: { type: 'string' },
        token: { type: 'string' },
        faults: { type: 'string' },
        'documented-only': { type: 'boolean', default: false },
        'ignore-removed': { type: 'boolean', default: false },
      },
    });
  } catch (failure) {
    throw new UsageError(failure instanceof Error ? failure.message : String(failure));
  }
}

function readFaults(json: string): v.InferOutput<typeof FaultScheduleSchema> {
  const schedule = v.safeParse(v.pipe(v.string(), v.parseJson(), FaultScheduleSchema), json);
  if (schedule.success) return schedule.output;
  const [issue] = schedule.issues;
  throw new UsageError(`--faults can't be used: ${v.getDotPath(issue) ?? 'the schedule'}: ${issue.message}.`);
}

async function main(): Promise<void> {
  const ducalis = await createDucalis(readOptions(process.argv.slice(2)));
  process.stdout.write(`${JSON.stringify({ url: ducalis.url, token: ducalis.token })}\n`);
  const end = () => void ducalis.close().then(() => process.exit(0));
  process.once('SIGTERM', end);
  process.once('SIGINT', end);
}

try {
  await main();
} catch (failure) {
  if (failure instanceof UsageError) {
    process.stderr.write(`${failure.message}\n${USAGE}\n`);
    process.exitCode = 2;
  } else {
    process.stderr.write(
      `ducalis-sandbox: ${failure instanceof Error ? failure.message : String(failure)}\n`,
    );
    process.exitCode = 1;
  }
}
