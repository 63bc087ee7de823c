/** Flags of the command that name a number, such as `--limit scriptMs=5000`. */
import { DEFAULT_LIMITS, type Limits } from './engine/limits.ts';
import type { Pace, PacedCall } from './engine/pace.ts';

/** What a person can put right in the command that they wrote. */
export class UsageError extends Error {
  override name = 'UsageError';
}

const BYTES_IN_KILOBYTE = 1000;

/** @throws UsageError that names the limits. */
export function limitsFrom(entries: readonly string[]): Partial<Limits> {
  // Without a limit there would be nothing a script may do; only schedules may do without one.
  return numbersFrom('--limit scriptMs=5000', Object.keys(DEFAULT_LIMITS), ['scheduleMs'], entries);
}

/** @throws UsageError that names what has a pace. */
export function paceFrom(entries: readonly string[]): Partial<Pace> {
  const names = ['callMs', 'callKilobyteMs', 'functionMs', 'threads', 'callsInFlight'];
  const durations = names.slice(0, 3);
  const {
    callMs = 0,
    callKilobyteMs = 0,
    ...others
  } = numbersFrom('--pace callMs=500', names, durations, entries);
  const kilobytes = ({ body }: PacedCall): number => Buffer.byteLength(body ?? '') / BYTES_IN_KILOBYTE;
  return { ...others, callMs: (call) => callMs + callKilobyteMs * kilobytes(call) };
}

/** @param mayBeZero names whose number may be 0. */
function numbersFrom(
  example: string,
  names: readonly string[],
  mayBeZero: readonly string[],
  entries: readonly string[],
): Readonly<Record<string, number>> {
  return Object.fromEntries(
    entries.map((entry) => {
      const [, name = '', digits = ''] = /^(\w+)=(\d{1,15})$/.exec(entry) ?? [];
      if (!names.includes(name) || (Number(digits) === 0 && !mayBeZero.includes(name))) {
        const flag = example.replace(/ .*/, '');
        throw new UsageError(
          `${flag} must be like ${example.slice(flag.length + 1)}, with one of ${names.join(', ')}, not ${entry}.`,
        );
      }
      return [name, Number(digits)];
    }),
  );
}
