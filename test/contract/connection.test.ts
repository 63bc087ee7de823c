/** The connection of this YouTrack to Ducalis: its test, its address, and how Ducalis comes to read it. */
import type * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { goTo } from '../../src/app/calling/next.ts';
import { runChain } from '../../src/app/chain.ts';
import { answerInstance } from '../../src/app/connecting/instance.ts';
import { testConnection } from '../../src/app/connecting/test-connection.ts';
import { readRegister } from '../../src/app/stored/board-register.ts';
import { readCapabilities, writeCapabilities } from '../../src/app/stored/capabilities.ts';
import { readIntegration, writeIntegration } from '../../src/app/stored/integration.ts';
import { SCHEMA } from '../../src/app/stored/schema.ts';
import { readWalk } from '../../src/app/stored/walk.ts';
import { overviewOf } from '../../src/app/views/overview.ts';
import type { InstanceSchema } from '../../src/shared/api.ts';
import { CONFIGURATION, type ConnectedYouTrack, connected, itemsOf } from './fake/connected.ts';
import { letWait } from './fake/lanes.ts';
import { the } from './fake/the.ts';
import { answer, FakeYouTrack } from './fake/youtrack.ts';

const BOARDS = [CONFIGURATION.board];
const FIELDS = { items: [] };
const storage = (youTrack: FakeYouTrack) => youTrack.execution().storage();

function answering(youTrack: FakeYouTrack): void {
  youTrack.answersTo('/boards?', answer(200, BOARDS));
  youTrack.answersTo('/fields', answer(200, FIELDS));
}

/** Seen at another address than before. */
function elsewhere(): ConnectedYouTrack {
  const youTrack = connected();
  youTrack.sentIssue('DEMO-1');
  youTrack.baseUrl = 'https://copy.example.com';
  youTrack.turn();
  expect(storage(youTrack).connectionReason).toBe('instance-changed');
  return youTrack;
}

const say = (youTrack: FakeYouTrack, given: v.InferInput<typeof InstanceSchema>['answer']) =>
  answerInstance(youTrack.execution(), { answer: given });

describe('a test of the connection', () => {
  it('that is the first of a YouTrack begins its data in the form of this version', () => {
    const youTrack = new FakeYouTrack();
    answering(youTrack);
    testConnection(youTrack.execution());
    expect(storage(youTrack).schema).toBe(SCHEMA);
  });

  it('leaves it to the migration to change data that is there', () => {
    const youTrack = connected();
    answering(youTrack);
    testConnection(youTrack.execution());
    expect(storage(youTrack).schema).toBeNull();
  });

  it('that goes well connects, and gives this YouTrack an id of its own once and for all', () => {
    const youTrack = new FakeYouTrack();
    answering(youTrack);
    testConnection(youTrack.execution());
    expect(overviewOf(youTrack.execution()).connection).toMatchObject({ state: 'connected' });
    const { instanceId } = storage(youTrack);
    expect(instanceId).not.toBeNull();
    testConnection(youTrack.execution());
    expect(storage(youTrack).instanceId).toBe(instanceId);
    expect(readCapabilities(youTrack.execution())).toEqual({
      push: 'supported',
      boards: BOARDS,
      unreadable: 0,
      removingSingly: [],
    });
  });

  it('begins a new epoch each time, whatever comes of it', () => {
    const youTrack = new FakeYouTrack();
    testConnection(youTrack.execution());
    expect(storage(youTrack).connectionEpoch).toBe(1);
    answering(youTrack);
    testConnection(youTrack.execution());
    expect(storage(youTrack)).toMatchObject({ connectionEpoch: 2, checkedAt: youTrack.now });
  });

  it('ends a wait', () => {
    const youTrack = connected();
    answering(youTrack);
    letWait(youTrack, 'connection', 3_600_000);
    youTrack.queuedIssue('DEMO-1');
    expect(youTrack.turn().sent).toBeNull();
    testConnection(youTrack.execution());
    expect(youTrack.turn().sent).not.toBeNull();
  });

  it('does not say whether YouTrack was moved or copied: that is for an administrator', () => {
    const youTrack = elsewhere();
    answering(youTrack);
    testConnection(youTrack.execution());
    expect(overviewOf(youTrack.execution()).connection).toMatchObject({
      state: 'suspended',
      reason: 'instance-changed',
    });
    youTrack.queuedIssue('DEMO-2');
    expect(youTrack.turn()).toEqual({ scheduled: null, sent: null });
  });
});

describe('an administrator who says that YouTrack', () => {
  it('was moved has everything go on, and every issue sent again', () => {
    const youTrack = elsewhere();
    writeIntegration(youTrack.execution(), { ...readIntegration(youTrack.execution()), state: 'connected' });
    const { instanceId } = storage(youTrack);
    say(youTrack, 'moved');
    expect(storage(youTrack)).toMatchObject({ connectionState: 'connected', instanceId });
    expect(readIntegration(youTrack.execution()).state).toBe('unknown');
    expect(readWalk(the(youTrack.projects.get('DEMO')), 'importState')?.state).toBe('running');
    expect(itemsOf(the(youTrack.turn().sent))).toMatchObject([
      { key: 'DEMO-1', base_url: 'https://copy.example.com', source: instanceId },
    ]);
    expect(storage(youTrack).baseUrl).toBe('https://copy.example.com');
  });

  it('is a copy has it begin as a YouTrack of its own, without boards', () => {
    const youTrack = elsewhere();
    const issue = the(youTrack.issues.get('DEMO-1'));
    const before = { id: issue.delivery().externalId, source: storage(youTrack).instanceId };
    say(youTrack, 'copy');
    expect(storage(youTrack).instanceId).not.toBe(before.source);
    expect(youTrack.execution().connectedProjects()).toEqual([]);
    expect(readRegister(youTrack.execution())).toEqual([]);
    expect(issue.isOwner()).toBe(false);
    youTrack.connectProject();
    youTrack.mark(issue);
    const [item] = itemsOf(the(youTrack.turn().sent));
    expect(the(item).source).toBe(storage(youTrack).instanceId);
    expect(the(item).external_id).not.toBe(before.id);
  });

  it.each(['moved', 'copy'] as const)('changes nothing where nobody asked (%s)', (given) => {
    const youTrack = connected();
    youTrack.sentIssue('DEMO-1');
    const before = { ...youTrack.properties };
    say(youTrack, given);
    expect(youTrack.properties).toEqual(before);
  });
});

describe('Ducalis', () => {
  const ADDRESS = 'https://example.youtrack.cloud';

  function introduced(youTrack = connected(), baseUrl: string | null = ADDRESS) {
    runChain(youTrack.execution(), the(youTrack.projects.get('DEMO')), goTo('introduction', baseUrl));
    return youTrack.take();
  }

  it('is handed the YouTrack token once, with the address', () => {
    const youTrack = connected();
    const sent = the(introduced(youTrack).sent);
    expect(sent.name).toBe('onIntroduction');
    expect(sent.request).toEqual({
      method: 'PUT',
      base: 'https://ducalis.io/api',
      uri: '/integrations/youtrack',
      body: JSON.stringify({ base_url: ADDRESS }),
      idempotencyKey: null,
      carriesYouTrackToken: true,
    });
    expect(readIntegration(youTrack.execution())).toMatchObject({ state: 'asking', at: youTrack.now });
  });

  it.each(['unsupported', 'unknown'] as const)(
    'is not handed the token when it does not know the call (%s)',
    (push) => {
      const youTrack = connected();
      writeCapabilities(youTrack.execution(), { push, boards: BOARDS });
      expect(introduced(youTrack)).toEqual({ scheduled: null, sent: null });
      expect(readIntegration(youTrack.execution()).state).toBe('unknown');
    },
  );

  it('is not handed the token where the address is not known', () => {
    expect(introduced(connected(), null)).toEqual({ scheduled: null, sent: null });
  });

  it('is introduced even while nothing may be sent', () => {
    const youTrack = connected();
    youTrack.execution().connect({ connectionState: 'suspended', connectionReason: 'token-rejected' });
    expect(introduced(youTrack).sent).not.toBeNull();
  });

  it('says as whom it reads, how much, and what it cannot do', () => {
    const youTrack = connected();
    const sent = the(introduced(youTrack).sent);
    const notes = Array.from({ length: 7 }, (_, at) => `${at} ${'x'.repeat(400)}`);
    youTrack.answer(sent, answer(200, { status: 'connected', youtrack_user: 'ada', projects: 3, notes }));
    expect(readIntegration(youTrack.execution())).toEqual({
      state: 'connected',
      user: 'ada',
      projects: 3,
      notes: notes.slice(0, 5).map((note) => note.slice(0, 300)),
      complaint: null,
      at: youTrack.now,
    });
  });

  it.each([400, 422])('refuses with %i and says why', (status) => {
    const youTrack = connected();
    const message = `No access. ${'x'.repeat(400)}`;
    youTrack.answer(the(introduced(youTrack).sent), answer(status, { error: { message } }));
    expect(readIntegration(youTrack.execution())).toMatchObject({
      state: 'refused',
      complaint: message.slice(0, 300),
    });
  });

  it('refuses without a reason', () => {
    const youTrack = connected();
    youTrack.answer(the(introduced(youTrack).sent), answer(422, {}));
    expect(readIntegration(youTrack.execution())).toMatchObject({ state: 'refused', complaint: null });
  });

  it.each([
    ['no answer', answer(null)],
    ['an error', answer(500, { error: { message: 'Busy' } })],
    ['a web page', answer(422, '<html>')],
    ['something else', answer(200, { status: 'pending' })],
    ['a status that does not fit', answer(201, { status: 'connected', youtrack_user: 'ada' })],
  ])('could not be asked: %s', (_what, given) => {
    const youTrack = connected();
    youTrack.answer(the(introduced(youTrack).sent), given);
    expect(readIntegration(youTrack.execution())).toMatchObject({
      state: 'failed',
      complaint: null,
      user: null,
      projects: null,
      notes: [],
    });
  });

  it('stops no issues with any answer', () => {
    const youTrack = connected();
    const sent = the(introduced(youTrack).sent);
    youTrack.queuedIssue('DEMO-1');
    expect(itemsOf(the(youTrack.answer(sent, answer(401)).sent))).toMatchObject([{ key: 'DEMO-1' }]);
  });

  it('has not answered for a minute: the answer is lost', () => {
    const youTrack = connected();
    introduced(youTrack);
    youTrack.now += 60_000;
    expect(readIntegration(youTrack.execution()).state).toBe('asking');
    youTrack.now += 1;
    expect(readIntegration(youTrack.execution()).state).toBe('failed');
  });
});
