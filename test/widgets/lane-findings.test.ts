import { describe, expect, it } from 'vitest';
import { LANE_KINDS } from '../../src/domain/lane.ts';
import type { Health } from '../../src/shared/administration.ts';
import type { Overview } from '../../src/shared/api.ts';
import { clockTime } from '../../widgets/common/time.ts';
import { findingsOf } from '../../widgets/settings/health/health.ts';
import { laneFindings } from '../../widgets/settings/health/lane-findings.ts';
import { english } from './english.ts';
import { healthWith, type LaneOfHealth, laneOf, NOW, overviewWith } from './health-view.ts';

const MINUTE = 60_000;
const CONNECTION = { kind: 'connection', board: null } as const;

const findings = (...lanes: readonly LaneOfHealth[]) => laneFindings(lanes, NOW, 'en');
const words = (change: Partial<LaneOfHealth>) => english(findings(laneOf(change))[0]?.sentence) ?? '';
const clock = (at: number) => clockTime(at, NOW, 'en');

describe('a kind of call that fails', () => {
  it('says what does not pass, to which board, since when, why, and when it is tried again', () => {
    const since = NOW - 5 * MINUTE;
    expect(words({ since })).toBe(
      `Sending issues to the board “⁨Growth⁩” has failed since ${clock(since)}. ` +
        'Ducalis answers: status 500, “⁨Out of order⁩”. If this lasts, show it to Ducalis support. ' +
        `Nothing is lost. Next try at ${clock(NOW + MINUTE)}.`,
    );
    expect(words({ retryAt: null })).toMatch(
      /Nothing is lost\. It is tried again with the next call of its kind\.$/,
    );
    expect(words({ retryAt: NOW - 1 })).toMatch(/It is tried again with the next call of its kind\.$/);
  });

  it.each(LANE_KINDS)('has words of its own: %s', (kind) => {
    const board = kind === 'boards' || kind === 'connection' ? null : { id: '7', name: 'Growth' };
    const text = words({ kind, board });
    expect(text).toMatch(board === null ? /^[^⁨]* since / : /^[^⁨]*the board “⁨Growth⁩” has failed since /);
    const all = LANE_KINDS.map((other) => words({ kind: other, board }).split(' since ')[0]);
    expect(new Set(all).size).toBe(LANE_KINDS.length);
  });

  it('can be tried at once by a test of the connection', () => {
    expect(findings(laneOf())).toMatchObject([{ project: null, action: { kind: 'test' } }]);
  });
});

describe('what helps depends on who speaks', () => {
  const cases: readonly [what: string, change: Partial<LaneOfHealth>, said: RegExp][] = [
    [
      'a certificate that is not trusted',
      {
        speaker: 'nobody',
        status: null,
        detail: 'SSLHandshakeException: PKIX path building failed: unable to find valid certification path',
      },
      /No secure connection could be made: “⁨SSLHandshakeException: PKIX .*⁩”\. Check the certificate/,
    ],
    [
      'an expired certificate',
      { speaker: 'nobody', status: null, detail: 'java.security.cert.CertificateExpiredException' },
      /Check the certificate/,
    ],
    [
      'a name that is not known',
      { speaker: 'nobody', status: null, detail: 'UnknownHostException: ducalis.io' },
      /There is no answer: “⁨UnknownHostException: ducalis\.io⁩”\. .*network, DNS, proxy and firewall/,
    ],
    [
      'a time-out',
      { speaker: 'nobody', status: null, detail: 'SocketTimeoutException: Read timed out' },
      /There is no answer: .*network, DNS, proxy and firewall/,
    ],
    [
      'silence',
      { speaker: 'nobody', status: null, detail: '' },
      /There is no answer\. .*network, DNS, proxy and firewall/,
    ],
    [
      'a proxy that wants to be signed in to',
      { speaker: 'between', status: 407, detail: 'Proxy Authentication Required' },
      /A proxy in between wants YouTrack to sign in to it: status 407, “⁨Proxy Authentication Required⁩”\. Ask/,
    ],
    [
      'a page of a firewall',
      { speaker: 'between', status: 403, detail: 'Access denied by policy 17' },
      /not from Ducalis .*proxy or a firewall: status 403, “⁨Access denied by policy 17⁩”\. Ask the people who run/,
    ],
    [
      'a page without words',
      { speaker: 'between', status: 502, detail: '' },
      /proxy or a firewall: status 502\. Ask the people who run/,
    ],
    [
      'a page to sign in',
      { speaker: 'between', status: 200, detail: 'Sign in to continue' },
      /proxy or a firewall: status 200, “⁨Sign in to continue⁩”/,
    ],
    [
      'Ducalis that asks to wait',
      { speaker: 'complaint', status: 429, detail: 'Too many requests' },
      /Ducalis asks YouTrack to wait: status 429, “⁨Too many requests⁩”\./,
    ],
    [
      'a former board that is closed',
      { kind: 'removals', speaker: 'complaint', status: 403, detail: 'Not yours' },
      /Taking issues off .*status 403, “⁨Not yours⁩”\. In Ducalis, let the owner of the API token use the board/,
    ],
    [
      'a former board that is switched off',
      { kind: 'removals', speaker: 'complaint', status: 410, detail: 'Off' },
      /status 410, “⁨Off⁩”\. In Ducalis, switch the board on again/,
    ],
    [
      'an error of Ducalis',
      { speaker: 'complaint', status: 503, detail: 'Maintenance until noon' },
      /Ducalis answers: status 503, “⁨Maintenance until noon⁩”\. If this lasts/,
    ],
    [
      'an answer of Ducalis under an odd status',
      { speaker: 'answer', status: 500, detail: '' },
      /Ducalis answers: status 500\. If this lasts/,
    ],
  ];
  it.each(cases)('%s', (_what, change, said) => {
    expect(words(change)).toMatch(said);
  });

  it('takes no word of a page for a certificate, and no page for a proxy that asks', () => {
    expect(words({ speaker: 'between', status: 526, detail: 'Invalid SSL certificate' })).toMatch(
      /the people who run it/,
    );
    expect(words({ speaker: 'complaint', status: 407, detail: 'Odd' })).toMatch(/Ducalis answers/);
  });
});

describe('a text of a stranger', () => {
  const hostile = `</b><script>x</script>\u202eteg\u2069\u2066 a\n\tb\u0007 ${'very '.repeat(100)}`;

  it('is quoted on one line, shortened, and keeps its direction to itself', () => {
    const text = words({
      speaker: 'between',
      status: 403,
      detail: hostile,
      board: { id: '7', name: hostile },
    });
    const quotes = [...text.matchAll(/“\u2068([^\u2069]*)\u2069”/g)].map(([, inside]) => inside ?? '');
    expect(quotes).toHaveLength(2);
    for (const quote of quotes) {
      expect(quote).toMatch(/^<\/b><script>x<\/script>teg a b very .*…$/);
      expect(quote.length).toBeLessThanOrEqual(201);
    }
    expect(text.replaceAll(/\u2068[^\u2069]*\u2069/g, '')).not.toMatch(
      /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/,
    );
  });
});

describe('how urgent it is', () => {
  const urgency = (change: Partial<LaneOfHealth>) => findings(laneOf(change))[0]?.urgency;

  it('grows when it lasts', () => {
    expect(urgency({ since: NOW - 14 * MINUTE })).toBe('note');
    expect(urgency({ since: NOW - 15 * MINUTE })).toBe('todo');
    expect(urgency({ ...CONNECTION, since: NOW - 14 * MINUTE })).toBe('note');
    expect(urgency({ ...CONNECTION, since: NOW - 15 * MINUTE })).toBe('stopped');
  });

  it('does not wait for what never ends by itself', () => {
    expect(urgency({ speaker: 'nobody', status: null, detail: 'SSLHandshakeException' })).toBe('todo');
    expect(urgency({ speaker: 'between', status: 407 })).toBe('todo');
  });
});

describe('many of them', () => {
  const boards = (count: number, change: Partial<LaneOfHealth> = {}) =>
    Array.from({ length: count }, (_, number) =>
      laneOf({ board: { id: `${number}`, name: `Board ${number}` }, ...change }),
    );

  it('are shown up to a few, the most urgent first, and the others counted', () => {
    const lasting = laneOf({ board: { id: 'old', name: 'Old' }, kind: 'team', since: NOW - 60 * MINUTE });
    const found = findings(...boards(7), lasting);
    expect(found.map(({ key }) => key)).toEqual([
      'lane-team-old',
      'lane-upserts-0',
      'lane-upserts-1',
      'lane-upserts-2',
      'lane-upserts-3',
      'more-lanes',
    ]);
    expect(english(found.at(-1)?.sentence)).toMatch(/^3 more kinds of calls to Ducalis fail and wait\./);
    expect(english(findings(...boards(6)).at(-1)?.sentence)).toMatch(/^1 more kind of call to Ducalis fails/);
    expect(findings(...boards(5))).toHaveLength(5);
  });

  it('are not tried, and say nothing, while the whole connection waits', () => {
    expect(findings(...boards(3), laneOf(CONNECTION)).map(({ key }) => key)).toEqual(['lane-connection']);
  });
});

describe('beside what else is wrong', () => {
  const keys = (overview: Overview, ...lanes: readonly LaneOfHealth[]) => {
    const health: Health = { ...healthWith({}), lanes: [...lanes] };
    return findingsOf(overview, health, NOW, 'en').map(({ key }) => key);
  };
  const waiting = overviewWith({ notBefore: NOW + MINUTE });

  it('the reason of a wait takes the place of the wait', () => {
    expect(keys(waiting)).toEqual(['waiting']);
    expect(keys(waiting, laneOf(CONNECTION))).toEqual(['lane-connection']);
    expect(keys(waiting, laneOf())).toEqual(['waiting', 'lane-upserts-7']);
  });

  it('nothing is said of what is not tried while nothing may be sent', () => {
    expect(keys(overviewWith({ state: 'suspended', reason: 'token-rejected' }), laneOf())).toEqual([
      'token-rejected',
    ]);
  });
});
