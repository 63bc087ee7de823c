import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CoreHarness } from './core-host.ts';
import { createHarness, thrownBy } from './core-host.ts';

let harness: CoreHarness;
beforeEach(() => {
  harness = createHarness({ now: Date.UTC(2026, 4, 13, 12) });
});
afterEach(() => harness.close());

function evaluate(
  module: string,
  expression: string,
  names: Readonly<Record<string, unknown>> = {},
): unknown {
  return harness.run(
    `const api = require('@jetbrains/youtrack-scripting-api/${module}'); return ${expression};`,
    names,
  );
}

describe('workflow', () => {
  it('refuses with the message when a check fails, and passes otherwise', () => {
    expect(evaluate('workflow', `api.check(1, 'fine')`)).toBeUndefined();
    expect(thrownBy(() => evaluate('workflow', `api.check(0, 'Only Ann may')`))).toContain('Only Ann may');
  });

  it('logs messages', () => {
    evaluate('workflow', `api.message('Saved')`);
    expect(harness.log).toEqual(['info: Message: Saved']);
  });
});

describe('notifications', () => {
  it('logs whom a mail would have gone to', () => {
    evaluate(
      'notifications',
      `api.sendEmail({ to: ['a@example.com', 'b@example.com'], subject: 'Hi',
      body: '<p>', headers: { 'X-A': 1 } })`,
    );
    expect(harness.log).toEqual(['info: E-mail to a@example.com,b@example.com: Hi']);
  });

  it('throws a string without recipients', () => {
    expect(thrownBy(() => evaluate('notifications', `api.sendEmail({ subject: 'Hi' })`))).toMatch(
      /^Message contains an undefined list/,
    );
  });
});

describe('strings', () => {
  it('counts edits and digests', () => {
    expect(evaluate('strings', `api.getLevenshteinDistance('kitten', 'sitting')`)).toBe(3);
    expect(evaluate('strings', `api.getLevenshteinDistance('', 'abc')`)).toBe(3);
    expect(evaluate('strings', `api.md5('Grüße')`)).toBe('49c5f675b49037b6044b803ac9d1a6d7');
  });
});

describe('date-time', () => {
  const NOON = Date.UTC(2026, 4, 13, 12, 5, 9, 70);

  it.each([
    [`api.format(${NOON})`, '13 May 2026 14:05'],
    [`api.format(${NOON}, 'yyyy-MM-dd HH:mm', 'UTC')`, '2026-05-13 12:05'],
    [`api.format(${NOON}, "yyyy-MM-dd'T'HH:mm:ss.SSSZ", 'America/New_York')`, '2026-05-13T08:05:09.070-0400'],
    [`api.format(${NOON}, "EEE, d MMMM yy 'at' h 'o''clock' a", 'UTC')`, "Wed, 13 May 26 at 12 o'clock PM"],
    [`api.format(${NOON}, 'HH:mmX', 'UTC')`, '12:05Z'],
    [`api.format(${NOON}, 'X XX XXX')`, '+02 +0200 +02:00'],
  ])('%s is %s', (expression, text) => {
    expect(evaluate('date-time', expression)).toBe(text);
  });

  it.each([
    [`api.parse('2026-05-13', 'yyyy-MM-dd', 'UTC')`, Date.UTC(2026, 4, 13)],
    [`api.parse('2026-05-13 01:00', ['dd.MM.yyyy', 'yyyy-MM-dd HH:mm'])`, Date.UTC(2026, 4, 12, 23)],
    [`api.parse('13 May 2026 14:05')`, Date.UTC(2026, 4, 13, 12, 5)],
    [`api.parse('2026-05-13T12:00:00Z', "yyyy-MM-dd'T'HH:mm:ssX")`, Date.UTC(2026, 4, 13, 12)],
    [`api.parse('2026-05-13T12:00:00Z', "yyyy-MM-dd'T'HH:mm:ssXXX")`, Date.UTC(2026, 4, 13, 12)],
    [`api.parse('2026-05-13T12:00:00+0200', "yyyy-MM-dd'T'HH:mm:ssZ")`, Date.UTC(2026, 4, 13, 10)],
  ])('%s', (expression, millis) => {
    expect(evaluate('date-time', expression)).toBe(millis);
  });

  it('throws what Java throws', () => {
    expect(thrownBy(() => evaluate('date-time', `api.parse('soon', 'yyyy')`))).toBe(
      'ParseException: Unparseable date: "soon"',
    );
    expect(thrownBy(() => evaluate('date-time', `api.format(0, 'q')`))).toContain(
      "Illegal pattern character 'q'",
    );
    expect(thrownBy(() => evaluate('date-time', `api.format(0, 'yyyy', 'Mars/Phobos')`))).toContain(
      'Mars/Phobos',
    );
    expect(thrownBy(() => evaluate('date-time', `api.toPeriod('much')`))).toContain('Invalid format');
  });

  it.each([
    [`api.toPeriod('2w4d3h15m').toString()`, 'P2W4DT3H15M'],
    [`api.toPeriod('1m3w4d23h58m').getMonths()`, 1],
    [`api.toPeriod('1m3w4d23h58m').getMinutes()`, 58],
    [`api.toPeriod('90m').getMinutes()`, 90],
    [`api.toPeriod(3 * 3600 * 1000).getHours()`, 3],
    [`api.toPeriod('10800000').getHours()`, 3],
    [`api.after(1000, '1d')`, 86_401_000],
    [`api.before(86401000, 1000)`, 86_400_000],
    [`api.after(1000, api.toPeriod('1h'))`, 3_601_000],
    [`api.after(1000, { getHours: () => 1, getMinutes: () => 30 })`, 5_401_000],
  ])('%s', (expression, value) => {
    expect(evaluate('date-time', expression)).toBe(value);
  });
});

describe('license', () => {
  it('tells the version', () => {
    expect(evaluate('license', 'api.licenseInfo.youTrackVersion')).toMatch(/^2026\.2/);
  });
});

describe('search', () => {
  function issue(project: string, number: number, more: Record<string, string | number> = {}): string {
    return harness.tx.create('Issue', {
      project: { ref: project },
      numberInProject: number,
      summary: `Issue ${number}`,
      reported: true,
      ...more,
    });
  }

  it('searches in a project, by text, and counts', () => {
    const demo = harness.tx.create('Project', { name: 'Demo', shortName: 'DEMO' });
    const other = harness.tx.create('Project', { name: 'Other', shortName: 'OTH' });
    const [first, second] = [issue(demo, 1), issue(demo, 2)];
    const third = issue(other, 1);
    const names = { demo: harness.entity(demo) };
    expect(evaluate('search', `api.search(demo, '')`, names)).toEqual([first, second]);
    expect(evaluate('search', `api.search('issue id: OTH-1')`)).toEqual([third]);
    expect(evaluate('search', `api.search(demo, 'issue id: -DEMO-1')`, names)).toEqual([second]);
    expect(harness.counts.searches).toBe(3);
  });

  it('searches by extension properties of the own app, alone or with a query', () => {
    const demo = harness.tx.create('Project', { name: 'Demo', shortName: 'DEMO' });
    const first = issue(demo, 1, { 'ext:demo:queue': 'q', 'ext:demo:n': 1 });
    const second = issue(demo, 2, { 'ext:demo:queue': 'q', 'ext:demo:n': 2 });
    issue(demo, 3, { 'ext:other:queue': 'q' });
    expect(evaluate('search', `api.search(null, { extensionPropertiesQuery: { queue: 'q' } })`)).toEqual([
      first,
      second,
    ]);
    expect(
      evaluate('search', `api.search(null, { query: '', extensionPropertiesQuery: { queue: 'q', n: 2 } })`),
    ).toEqual([second]);
    expect(
      evaluate('search', `api.search(null, { query: '#DEMO-1', extensionPropertiesQuery: { queue: 'q' } })`),
    ).toEqual([first]);
  });

  it('sees only what the given user may see', () => {
    const demo = harness.tx.create('Project', { name: 'Demo', shortName: 'DEMO' });
    issue(demo, 1);
    const stranger = harness.entity(harness.tx.create('User', { login: 'bob' }));
    expect(evaluate('search', `api.search(null, '', stranger)`, { stranger })).toEqual([]);
  });

  it('throws for a query that cannot be read', () => {
    expect(thrownBy(() => evaluate('search', `api.search('sort by: nothing')`))).toBe(
      "InvalidQueryException: Can't parse search query, please check and update query syntax: Sort field is expected.",
    );
  });
});
