/** One address, or one failed call, keeps nobody else of a team off the board. */
import { describe, expect, it } from 'vitest';
import { healthOf } from '../../src/app/views/health.ts';
import type { HttpAnswer } from '../../src/domain/exchange.ts';
import { connected } from './fake/connected.ts';
import { HOUR, Life, MINUTE } from './fake/life.ts';
import { FAST, take } from './fake/life-ducalis.ts';
import { the } from './fake/the.ts';
import { issuesOf } from './fake/trouble.ts';
import { answer, page } from './fake/youtrack.ts';

const DAY = 24 * HOUR;

/** A project with a team of so many; `refusal` answers an invitation, `failure` the first question for members; `isListed`: who is
 * listed once invited. */
function team(
  count: number,
  {
    refusal = () => null,
    failure = null,
    isListed = () => true,
  }: {
    readonly refusal?: (emails: readonly string[]) => HttpAnswer | null;
    readonly failure?: HttpAnswer | null;
    readonly isListed?: (email: string) => boolean;
  },
) {
  const people = Array.from({ length: count }, (_, at) => ({
    login: `p${at}`,
    name: `P ${at}`,
    email: `p${at}@example.com`,
  }));
  const youTrack = connected({}, { team: people });
  the(youTrack.projects.get('DEMO')).record({ invitesTeam: true });
  issuesOf(youTrack, 1);
  const members = new Set<string>();
  const asked = { members: 0, invitations: 0 };
  const listed = (emails: Iterable<string>): HttpAnswer =>
    answer(200, { items: [...emails].map((email) => ({ email, status: 'pending' })) });
  const life = new Life(youTrack, (sent, now, here) => {
    const { method, uri, body } = sent.request;
    if (!uri.endsWith('/members')) return take(sent, now, here);
    if (method === 'GET') {
      asked.members += 1;
      const isFailing = failure !== null && asked.members === 1;
      return { answer: isFailing ? failure : listed([...members].filter(isListed)), afterMs: FAST };
    }
    asked.invitations += 1;
    const { emails } = JSON.parse(the(body));
    const refused = refusal(emails);
    if (refused === null) for (const email of emails) members.add(email);
    return { answer: refused ?? listed(emails), afterMs: FAST };
  });
  return { youTrack, life, members, asked };
}

describe('an address that Ducalis does not take', () => {
  it.each([answer(422), answer(400), answer(500), page(403)])('(%j) keeps nobody else out', (given) => {
    const bad = 'p3@example.com';
    const { life, members, asked } = team(20, {
      refusal: (emails) => (emails.includes(bad) ? given : null),
    });
    life.pass(DAY);
    expect(members.size).toBe(19);
    const before = asked.invitations;
    life.pass(DAY);
    expect(asked.invitations - before).toBeLessThanOrEqual(30);
  });

  it('is told by the lane that waits', () => {
    const { youTrack, life } = team(1, { refusal: () => answer(422) });
    life.pass(HOUR);
    const lanes = healthOf(youTrack.execution()).lanes.map(({ kind, status }) => [kind, status]);
    expect(lanes).toEqual([['invitations', 422]]);
  });
});

describe('a team of which nobody is missing', () => {
  it('is asked about once a day', () => {
    const { life, members, asked } = team(5, {});
    life.pass(HOUR);
    expect(members.size).toBe(5);
    const before = asked.members;
    life.pass(DAY);
    expect(asked.members - before).toBeLessThanOrEqual(2);
  });

  it('is asked about again soon when the question has failed', () => {
    const { life, members } = team(3, { failure: page(502) });
    life.pass(15 * MINUTE);
    expect(members.size).toBe(3);
  });
});

describe('a Ducalis that does not list everybody whom it has taken', () => {
  it('is asked no more that day than it takes to invite all', () => {
    const { life, asked } = team(60, { isListed: () => false });
    life.pass(HOUR);
    const before = asked.members + asked.invitations;
    life.pass(20 * HOUR);
    expect(asked.members + asked.invitations - before).toBeLessThanOrEqual(4);
  });
});
