/** People of the project team who are invited to its board. */
import { describe, expect, it } from 'vitest';
import { invite, keepInStep, peopleOf } from '../../src/app/connecting/people.ts';
import { strangers } from '../../src/app/connecting/strangers.ts';
import { readNotices } from '../../src/app/stored/notices.ts';
import type { TeamMember } from '../../src/youtrack/ports.ts';
import { BOARD, type ConnectedYouTrack, connected, itemsOf, OTHER_BOARD } from './fake/connected.ts';
import { waitOf } from './fake/lanes.ts';
import { the } from './fake/the.ts';
import { answer, FakeYouTrack, type Sent } from './fake/youtrack.ts';

const person = (login: string, email: string | null): TeamMember => ({ login, name: login, email });
const ADA = person('ada', 'ada@example.com');
const BOB = person('bob', 'Bob@Example.com');
const CY = person('cy', null);
const members = (...emails: readonly string[]) =>
  answer(200, { items: emails.map((email) => ({ email, status: 'active' })) });

function inviting(team: readonly TeamMember[] = [ADA, BOB, CY]): ConnectedYouTrack {
  const youTrack = connected({}, { team });
  the(youTrack.projects.get('DEMO')).record({ invitesTeam: true });
  return youTrack;
}

/** A round up to its question who is on the board; null when it does not ask. */
function askForMembers(youTrack: ConnectedYouTrack): Sent | null {
  let { sent } = youTrack.round();
  while (sent?.name === 'onResultsPage' || sent?.name === 'onOrphansPage') {
    ({ sent } = youTrack.answer(sent, answer(200, { items: [], next: null })));
  }
  return sent;
}

describe('strangers', () => {
  const project = (team: readonly TeamMember[]) => new FakeYouTrack().addProject('DEMO', { team });

  it('are the people of the team who are not on the board', () => {
    expect(strangers(project([ADA, BOB, CY]), [{ email: 'bob@example.com' }])).toEqual(['ada@example.com']);
  });

  it('are known by their e-mail address in any case, on either side', () => {
    expect(strangers(project([BOB]), [{ email: 'bob@example.com' }])).toEqual([]);
    expect(strangers(project([ADA]), [{ email: 'ADA@EXAMPLE.COM' }])).toEqual([]);
  });

  it('are named once, even if two of them share an address', () => {
    expect(strangers(project([ADA, person('ada2', 'ada@example.com')]), [])).toEqual(['ada@example.com']);
  });
});

describe('a member who cannot be read', () => {
  const some = answer(200, { items: [{ email: 'bob@example.com' }, null, { email: 7 }] });
  const noticed = (youTrack: ConnectedYouTrack) =>
    readNotices(the(youTrack.projects.get('DEMO'))).map(({ kind, subject }) => [kind, subject]);

  it('hides no other, and is told until all can be read', () => {
    const youTrack = inviting();
    const invited = the(youTrack.answer(the(askForMembers(youTrack)), some).sent);
    expect(JSON.parse(the(invited.request.body))).toEqual({ emails: ['ada@example.com'] });
    expect(noticed(youTrack)).toEqual([['member-unreadable', BOARD]]);
    youTrack.answer(invited, members());
    youTrack.now += 25 * 60 * 60 * 1_000;
    youTrack.answer(the(askForMembers(youTrack)), members('bob@example.com'));
    expect(noticed(youTrack)).toEqual([]);
  });
});

describe('the team of a project', () => {
  it('is compared with the people on the board, and who is missing is invited', () => {
    const youTrack = inviting();
    const asked = the(askForMembers(youTrack));
    expect(asked).toMatchObject({ name: 'onMembers', request: { method: 'GET', body: null } });
    expect(asked.request.uri).toBe(`/boards/${BOARD}/members`);
    const invited = the(youTrack.answer(asked, members('bob@example.com')).sent);
    expect(invited).toMatchObject({
      name: 'onInvitation',
      request: { method: 'POST', idempotencyKey: null },
    });
    expect(invited.request.uri).toBe(`/boards/${BOARD}/members`);
    expect(JSON.parse(the(invited.request.body))).toEqual({ emails: ['ada@example.com'] });
  });

  it('is compared although some of the people on the board cannot be read', () => {
    const youTrack = inviting();
    const items = [null, { email: 'bob@example.com', status: 'invited' }, { email: {} }];
    const invited = the(youTrack.answer(the(askForMembers(youTrack)), answer(200, { items })).sent);
    expect(JSON.parse(the(invited.request.body))).toEqual({ emails: ['ada@example.com'] });
  });

  it('is compared once a day', () => {
    const youTrack = inviting([]);
    const day = 24 * 60 * 60_000;
    youTrack.answer(the(askForMembers(youTrack)), members());
    youTrack.now += day - 1;
    expect(askForMembers(youTrack)).toBeNull();
    youTrack.now += 1;
    expect(the(askForMembers(youTrack)).name).toBe('onMembers');
  });

  it('is not compared where nobody has asked for it', () => {
    const youTrack = inviting();
    the(youTrack.projects.get('DEMO')).record({ invitesTeam: null });
    expect(askForMembers(youTrack)).toBeNull();
  });

  it('is not compared while the chain has no call left', () => {
    const youTrack = inviting();
    const results = the(youTrack.round().sent);
    const orphans = the(youTrack.answer(results, answer(200, { items: [], next: null })).sent);
    youTrack.answer(orphans, answer(200, { items: [], next: null }), { hop: 9 });
    expect(the(youTrack.projects.get('DEMO')).facts().invitedAt).toBeNull();
    expect(the(askForMembers(youTrack)).name).toBe('onMembers');
  });

  it('is complete: nobody is invited, and the chain sends on', () => {
    const youTrack = inviting();
    const asked = the(askForMembers(youTrack));
    youTrack.queuedIssue('DEMO-1');
    const { sent } = youTrack.answer(asked, members('ada@example.com', 'bob@example.com'));
    expect(itemsOf(the(sent))).toHaveLength(1);
  });

  it('is invited in calls of at most 50 people; the others are a day later', () => {
    const team = Array.from({ length: 51 }, (_, at) => person(`p${at}`, `p${at}@example.com`));
    const youTrack = inviting(team);
    const invited = the(youTrack.answer(the(askForMembers(youTrack)), members()).sent);
    expect(JSON.parse(the(invited.request.body)).emails).toHaveLength(50);
  });

  it('is not invited to a board that the project has left meanwhile', () => {
    const youTrack = inviting();
    const asked = the(askForMembers(youTrack));
    youTrack.connectProject('DEMO', { board: { id: OTHER_BOARD, name: 'Other', emoji: null } });
    expect(youTrack.answer(asked, members())).toEqual({ scheduled: null, sent: null });
    expect(youTrack.answer({ ...asked, payload: null }, members())).toEqual({ scheduled: null, sent: null });
  });

  it('is not asked about any more when Ducalis rejects the token', () => {
    const youTrack = inviting();
    youTrack.answer(the(askForMembers(youTrack)), answer(401));
    expect(youTrack.execution().storage().connectionReason).toBe('token-rejected');
  });

  it('is not invited when Ducalis does not say who is on the board', () => {
    const youTrack = inviting();
    youTrack.answer(the(askForMembers(youTrack)), answer(500));
    expect([waitOf(youTrack, 'team'), waitOf(youTrack, 'connection')]).toEqual([3_750, 0]);
    youTrack.now += 3_750;
    expect(youTrack.turn()).toEqual({ scheduled: null, sent: null });
  });
});

describe('the screen of the people', () => {
  it('knows them by their e-mail address in any case, on either side', () => {
    const youTrack = connected({}, { team: [ADA, BOB, CY] });
    const known = ['ADA@example.com', 'bob@example.com', 'eve@example.com'];
    youTrack.answersTo('/members', members(...known));
    const { members: people, others } = peopleOf(youTrack.execution(), the(youTrack.projects.get('DEMO')));
    expect(people.map(({ login, access }) => [login, access])).toEqual([
      ['ada', 'active'],
      ['bob', 'active'],
      ['cy', 'no-email'],
    ]);
    expect(others).toBe(1);
  });
});

describe('an administrator of the project', () => {
  function managing(team: readonly TeamMember[] = [ADA, BOB, CY]) {
    const youTrack = connected({}, { team });
    youTrack.answersTo('/members', members('ada@example.com'));
    return { youTrack, execution: youTrack.execution(), project: the(youTrack.projects.get('DEMO')) };
  }

  it('invites people of the team, in as many calls as it takes', () => {
    const team = Array.from({ length: 120 }, (_, at) => person(`p${at}`, `p${at}@example.com`));
    const { youTrack, execution, project } = managing([...team, CY]);
    invite(execution, project, { logins: [...team, CY].map(({ login }) => login) });
    const invited = youTrack.asked.flatMap(({ method, body }) =>
      method === 'POST' ? [JSON.parse(the(body)).emails] : [],
    );
    expect(invited.map((emails) => emails.length)).toEqual([50, 50, 20]);
    expect(new Set(invited.flat()).size).toBe(120);
  });

  it('invites nobody who is not in the team', () => {
    const { youTrack, execution, project } = managing();
    expect(() => invite(execution, project, { logins: ['ada', 'eve'] })).toThrow('person-not-in-team');
    expect(youTrack.asked).toEqual([]);
  });

  it('reads why Ducalis does not take an invitation', () => {
    const { youTrack, execution, project } = managing();
    youTrack.answersTo('/members', answer(401));
    expect(() => invite(execution, project, { logins: ['ada'] })).toThrow('token-rejected');
  });

  it('has the team kept in step from the next round on, and can stop that while Ducalis is away', () => {
    const { youTrack, execution, project } = managing();
    project.record({ invitedAt: youTrack.now });
    expect(keepInStep(execution, project, { keepsInStep: true })).toEqual({ keepsInStep: true });
    expect(project.facts()).toMatchObject({ invitesTeam: true, invitedAt: null });
    youTrack.answersTo('/members', answer(null));
    expect(keepInStep(execution, project, { keepsInStep: false })).toEqual({ keepsInStep: false });
    expect(() => keepInStep(execution, project, { keepsInStep: true })).toThrow('ducalis-unreachable');
    expect(project.facts().invitesTeam).toBe(false);
  });

  it.each([answer(200, '<html>'), answer(204), answer(302, { items: [] })])(
    'sees no people in %j',
    (given) => {
      const { youTrack, execution, project } = managing();
      youTrack.answersTo('/members', given);
      expect(() => peopleOf(execution, project)).toThrow('answer-not-understood');
    },
  );

  it('sees no people without a board or a token', () => {
    const { youTrack, project } = managing();
    youTrack.hasDucalisToken = false;
    expect(() => peopleOf(youTrack.execution(), project)).toThrow('token-missing');
    project.become({ connected: null });
    expect(() => peopleOf(youTrack.execution(), project)).toThrow('project-not-connected');
  });
});

describe('the answer to an invitation', () => {
  function invited() {
    const youTrack = inviting();
    const sent = the(youTrack.answer(the(askForMembers(youTrack)), members()).sent);
    return { youTrack, sent };
  }

  it('sends on what is queued', () => {
    const { youTrack, sent } = invited();
    youTrack.queuedIssue('DEMO-1');
    expect(itemsOf(the(youTrack.answer(sent, members()).sent))).toHaveLength(1);
  });

  it('that refuses the addresses stops nothing else', () => {
    const { youTrack, sent } = invited();
    youTrack.queuedIssue('DEMO-1');
    expect(itemsOf(the(youTrack.answer(sent, answer(422)).sent))).toHaveLength(1);
    expect(youTrack.execution().storage().connectionState).toBe('connected');
    expect([waitOf(youTrack, 'team'), waitOf(youTrack, 'connection')]).toEqual([0, 0]);
    expect(waitOf(youTrack, 'invitations')).toBe(3_750);
  });

  it('that is no answer of Ducalis lets only invitations to that board wait', () => {
    const { youTrack, sent } = invited();
    youTrack.queuedIssue('DEMO-1');
    expect(itemsOf(the(youTrack.answer(sent, answer(200, '<html>')).sent))).toHaveLength(1);
    expect([waitOf(youTrack, 'team'), waitOf(youTrack, 'connection')]).toEqual([0, 0]);
    expect(waitOf(youTrack, 'invitations')).toBe(3_750);
  });

  it('that rejects the token suspends the connection', () => {
    const { youTrack, sent } = invited();
    youTrack.answer(sent, answer(401));
    expect(youTrack.execution().storage().connectionReason).toBe('token-rejected');
  });

  it('is not waited for when nobody was named', () => {
    const { youTrack } = invited();
    const payload = JSON.stringify(['invitation', null]);
    const turn = { name: 'onTurnDue', delayMs: 0, key: '', project: 'DEMO', payload } as const;
    expect(youTrack.run(turn)).toEqual({ scheduled: null, sent: null });
  });
});

describe('two people of the team who share an address', () => {
  it('are invited once, even if it is written in another case', () => {
    const team = ['ada@example.com', 'Ada@Example.com'].map((email) => ({
      login: email,
      name: email,
      email,
    }));
    const project = new FakeYouTrack().addProject('DEMO', { team });
    expect(strangers(project, [])).toHaveLength(1);
  });
});
