/** Periods as YouTrack writes them: weeks of 5 days, days of 8 hours. Values are minutes. */

const UNITS = [
  { name: 'w', minutes: 5 * 8 * 60 },
  { name: 'd', minutes: 8 * 60 },
  { name: 'h', minutes: 60 },
  { name: 'm', minutes: 1 },
] as const;

/** `1w 2d 3h 4m`; `0m` for nothing. */
export function presentPeriod(minutes: number): string {
  return parts(minutes).join(' ') || '0m';
}

/** The id of a `PeriodValue`: an ISO 8601 duration such as `P1W2DT3H4M`. */
export function isoPeriod(minutes: number): string {
  const [days, time] = [parts(minutes, 'wd'), parts(minutes, 'hm')];
  if (days.length + time.length === 0) return 'PT0M';
  return `P${days.join('')}${time.length > 0 ? `T${time.join('')}` : ''}`.toUpperCase();
}

/** Minutes of `1w 2d 3h 4m`, with or without spaces; undefined for anything else. */
export function parsePeriod(text: string): number | undefined {
  const match = /^\s*(?:(\d+)\s*w)?\s*(?:(\d+)\s*d)?\s*(?:(\d+)\s*h)?\s*(?:(\d+)\s*m)?\s*$/i.exec(text);
  if (!match || text.trim() === '') return undefined;
  return UNITS.reduce((sum, unit, index) => sum + Number(match[index + 1] ?? 0) * unit.minutes, 0);
}

function parts(minutes: number, units = 'wdhm'): string[] {
  let rest = minutes;
  const found: string[] = [];
  for (const unit of UNITS) {
    const count = Math.floor(rest / unit.minutes);
    rest -= count * unit.minutes;
    if (count > 0 && units.includes(unit.name)) found.push(`${count}${unit.name}`);
  }
  return found;
}
