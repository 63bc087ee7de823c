/** `Java.type(…)` for JetBrains' own modules: the few classes they name, and nothing else. Apps never see it. */
import type { CoreModuleHost } from '../types.ts';
import { DateFormatError, formatDate, parseDate } from './date-format.ts';
import { DateTime, Period, parsePeriod } from './period.ts';
import { base64, levenshtein, md5 } from './strings.ts';

export interface Java {
  type(className: string): unknown;
}

export function createJava(host: CoreModuleHost, clientFactory: object): Java {
  function zone(timeZoneId: unknown): string {
    if (typeof timeZoneId === 'string') return timeZoneId;
    const { tx, currentUser } = host.current();
    const own = tx.get(currentUser, 'timeZoneId');
    return typeof own === 'string' ? own : 'UTC';
  }

  function inJavaWords<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      if (error instanceof DateFormatError) throw host.realm.error(error.exception, error.message);
      throw error;
    }
  }

  const utils = {
    getLevenshteinDistance(left: unknown, right: unknown): number {
      host.fault('strings.getLevenshteinDistance');
      return levenshtein(String(left), String(right));
    },
    md5(text: unknown): string {
      host.fault('strings.md5');
      return md5(String(text));
    },
    toUnixTimestamp(text: unknown, formats: unknown, timeZoneId: unknown): number {
      host.fault('date-time.parse');
      const patterns = Array.isArray(formats) ? formats.map(String) : null;
      return inJavaWords(() => parseDate(String(text), patterns, zone(timeZoneId)));
    },
    formatTimestamp(millis: unknown, format: unknown, timeZoneId: unknown): string {
      host.fault('date-time.format');
      const pattern = typeof format === 'string' ? format : null;
      return inJavaWords(() => formatDate(Number(millis), pattern, zone(timeZoneId)));
    },
  };

  const periodParser = {
    parse(text: unknown): Period {
      const fields = parsePeriod(String(text));
      if (!fields) throw host.realm.error('IllegalArgumentException', `Invalid format: "${String(text)}"`);
      return new Period(fields);
    },
  };

  const classes = new Map<string, unknown>([
    ['jetbrains.youtrack.scripts.http.ClientFactory', clientFactory],
    ['jetbrains.youtrack.scripts.sandbox.Base64', { encode: (text: unknown) => base64(String(text)) }],
    ['jetbrains.youtrack.scripts.sandbox.Utils', utils],
    ['jetbrains.youtrack.timetracking.workflow.PeriodParser', periodParser],
    ['org.joda.time.Period', Period],
    ['org.joda.time.DateTime', DateTime],
  ]);

  return {
    type(className) {
      const found = classes.get(className);
      if (found === undefined) throw host.realm.error('ClassNotFoundException', className);
      return found;
    },
  };
}
