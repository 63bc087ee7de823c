/** What every handler has in common, asked as YouTrack asks it: permission, body, answer, and what a failure leaves behind. */
import * as v from 'valibot';
import { describe, expect, it, vi } from 'vitest';
import { administrationEndpoints } from '../../src/handlers/administration.ts';
import { type Endpoint, globalEndpoint, type Request, respond } from '../../src/handlers/endpoints.ts';
import { issueEndpoints } from '../../src/handlers/issue.ts';
import { projectEndpoints } from '../../src/handlers/project.ts';
import {
  AbandonedCountSchema,
  AddressSchema,
  ConnectedSchema,
  HealthSchema,
  IssueCountsSchema,
} from '../../src/shared/administration.ts';
import { BoardFieldsSchema, OverviewSchema, PanelSchema, ProjectViewSchema } from '../../src/shared/api.ts';
import type { Envelope } from '../../src/shared/envelope.ts';
import { ActivitySchema, ImportViewSchema } from '../../src/shared/journal.ts';
import {
  CountSchema,
  KeepInStepSchema,
  PeopleSchema,
  PreviewSchema,
  ProjectPageSchema,
} from '../../src/shared/project-page.ts';
import type { Viewer } from '../../src/youtrack/ports.ts';
import { BOARD, CONFIGURATION, ConnectedYouTrack } from './fake/connected.ts';
import { the } from './fake/the.ts';
import { ADMINISTRATOR, answer, viewer } from './fake/youtrack.ts';

const ENDPOINTS: readonly (readonly [name: string, endpoint: Endpoint])[] = [
  ...administrationEndpoints.map((endpoint) => [`admin ${nameOf(endpoint)}`, endpoint] as const),
  ...projectEndpoints.map((endpoint) => [`project ${nameOf(endpoint)}`, endpoint] as const),
  ...issueEndpoints.map((endpoint) => [`issue ${nameOf(endpoint)}`, endpoint] as const),
];

function nameOf({ method, path }: Endpoint): string {
  return `${method} ${path}`;
}

/** Two projects, one of them on a board, with an issue each, and a deleted one; Ducalis answers. */
function world(): ConnectedYouTrack {
  const youTrack = new ConnectedYouTrack();
  youTrack.connectProject('DEMO', {}, { team: [{ login: 'ada', name: 'Ada', email: 'ada@example.com' }] });
  youTrack.addProject('OPS');
  youTrack.sentIssue('DEMO-1');
  youTrack.addIssue('OPS-1');
  youTrack.connectProject('GONE', { board: { id: '3', name: 'Left', emoji: null } });
  youTrack.projects.delete('GONE');
  youTrack.answersTo('/boards?', answer(200, [CONFIGURATION.board]));
  youTrack.answersTo('/issues?', answer(200, { items: [], next: null }));
  youTrack.answersTo('/fields', answer(200, { items: [] }));
  youTrack.answersTo('/members', answer(200, { items: [] }));
  return youTrack;
}

interface Asked {
  readonly body?: unknown;
  readonly rawBody?: string;
  readonly parameters?: Readonly<Record<string, string>>;
  readonly who?: Viewer;
  /** False: the address names neither a project nor an issue. */
  readonly isThere?: boolean;
}

function ask(youTrack: ConnectedYouTrack, endpoint: Endpoint, asked: Asked = {}): Envelope {
  const { body, rawBody, parameters = {}, who = ADMINISTRATOR, isThere = true } = asked;
  const request: Request = {
    execution: youTrack.execution({ viewer: who }),
    rawBody: rawBody ?? (body === undefined ? '' : JSON.stringify(body)),
    parameter: (name) => parameters[name] ?? null,
    project: isThere ? the(youTrack.projects.get('DEMO')) : null,
    issue: isThere ? the(youTrack.issues.get('DEMO-1')) : null,
  };
  return respond(endpoint, request, effectsOf(youTrack));
}

/** Counts how often what is stored or scheduled was found to be other than before. */
function effectsOf(youTrack: ConnectedYouTrack): () => number {
  const seen: string[] = [];
  return () => {
    const state = JSON.stringify([
      youTrack.properties,
      [...youTrack.projects.values()].map(({ properties }) => properties),
      [...youTrack.issues.values()].map(({ properties }) => properties),
      youTrack.scheduled,
      youTrack.sent,
    ]);
    if (seen.at(-1) !== state) seen.push(state);
    return seen.length;
  };
}

function endpoint(name: string): Endpoint {
  return the(ENDPOINTS.find(([known]) => known === name))[1];
}

const configuration = { ...CONFIGURATION, board: CONFIGURATION.board };
const settings = {
  revision: 1,
  nonce: 'a-nonce-of-the-page',
  configuration: { board: configuration.board, builtIn: configuration.builtIn, matches: [] },
};
const filter = {
  fields: [],
  unresolvedOnly: false,
  includeTag: null,
  excludeTag: null,
  includeRestricted: false,
  whenLeaving: 'remove',
};

/** How each is asked, and the shape of its answer. */
const ANSWERS: Readonly<Record<string, readonly [asked: Asked, shape: v.GenericSchema]>> = {
  'admin GET overview': [{}, OverviewSchema],
  'admin GET health': [{}, HealthSchema],
  'admin GET issue-counts': [{ parameters: { projects: 'DEMO,NOWHERE,OPS' } }, IssueCountsSchema],
  'admin GET address': [{ parameters: { project: 'DEMO' } }, AddressSchema],
  'admin GET project': [{ parameters: { project: 'DEMO' } }, ProjectViewSchema],
  'admin POST test-connection': [{}, OverviewSchema],
  'admin POST integration': [{ body: { how: 'send', project: 'DEMO' } }, OverviewSchema],
  'admin POST instance': [{ body: { answer: 'moved' } }, OverviewSchema],
  'admin POST allowed-boards': [{ body: { boards: [BOARD], before: null } }, OverviewSchema],
  'admin POST disconnect': [{ body: { project: 'DEMO', board: BOARD, onBoard: 'keep' } }, OverviewSchema],
  'admin POST abandoned': [{ body: { project: 'GONE', board: '3', answer: 'leave' } }, OverviewSchema],
  'admin GET abandoned-count': [{ parameters: { board: '3', project: 'GONE' } }, AbandonedCountSchema],
  'admin POST abandoned-step': [{}, OverviewSchema],
  'admin POST connect': [{ body: { projects: ['OPS'], board: BOARD } }, ConnectedSchema],
  'admin POST project': [{ body: { project: 'DEMO', ...settings } }, ProjectViewSchema],
  'project POST scores': [{ body: { items: [] } }, v.object({ accepted: v.number(), ignored: v.number() })],
  'project GET settings': [{}, ProjectPageSchema],
  'project POST settings': [{ body: settings }, ProjectPageSchema],
  'project GET board': [{ parameters: { id: BOARD } }, BoardFieldsSchema],
  'project POST preview': [
    { body: { issue: 'DEMO-1', configuration: settings.configuration } },
    PreviewSchema,
  ],
  'project POST count': [{ body: { filter } }, CountSchema],
  'project GET import': [{}, ImportViewSchema],
  'project POST import': [{ body: { action: 'start' } }, ImportViewSchema],
  'project GET people': [{}, PeopleSchema],
  'project POST people': [{ body: { keepsInStep: true } }, KeepInStepSchema],
  'project POST invite': [{ body: { logins: ['ada'] } }, PeopleSchema],
  'project GET activity': [{}, ActivitySchema],
  'project POST retry': [{ body: { issue: null } }, ActivitySchema],
  'issue GET panel': [{}, PanelSchema],
  'issue POST retry': [{}, PanelSchema],
};

describe('every handler', () => {
  it('has an answer that the widgets can read', () => {
    expect(Object.keys(ANSWERS).sort()).toEqual(ENDPOINTS.map(([name]) => name).sort());
  });

  it.each(ENDPOINTS)('answers an administrator: %s', (name, asked) => {
    const [request, shape] = the(ANSWERS[name]);
    const found = ask(world(), asked, request);
    expect(found).toMatchObject({ ok: true });
    if (found.ok) expect(v.safeParse(shape, found.data).issues).toBeUndefined();
  });

  it.each(ENDPOINTS)(
    'refuses a person without its permission, whatever YouTrack has checked: %s',
    (name, asked) => {
      const youTrack = world();
      const others = ['ADMIN_UPDATE_APP', 'UPDATE_PROJECT', 'READ_ISSUE', 'UPDATE_ISSUE'].filter(
        (permission) => permission !== asked.permission,
      );
      const [request] = the(ANSWERS[name]);
      expect(ask(youTrack, asked, { ...request, who: viewer(...others) })).toEqual({
        ok: false,
        status: 403,
        error: { code: 'not-allowed' },
      });
      expect(youTrack.asked).toEqual([]);
    },
  );

  it.each(ENDPOINTS.filter(([, { scope }]) => scope !== 'GLOBAL'))(
    'refuses an address that names nothing: %s',
    (name, asked) => {
      const [request] = the(ANSWERS[name]);
      expect(ask(world(), asked, { ...request, isThere: false })).toMatchObject({ ok: false, status: 404 });
    },
  );

  it.each(ENDPOINTS.filter(([name]) => ANSWERS[name]?.[0].body !== undefined))(
    'refuses a body that it cannot read: %s',
    (_name, asked) => {
      for (const rawBody of ['', 'no JSON', '[]', '{"other":1}']) {
        expect(ask(world(), asked, { rawBody })).toMatchObject({
          ok: false,
          status: 400,
          error: { code: 'request-malformed' },
        });
      }
    },
  );

  it.each(ENDPOINTS)('does nothing with the data of a newer version: %s', (name, asked) => {
    const youTrack = world();
    youTrack.execution().recordStorage({ schema: 99 });
    const before = JSON.stringify([...youTrack.projects.values()].map(({ properties }) => properties));
    const [request] = the(ANSWERS[name]);
    expect(ask(youTrack, asked, request)).toMatchObject({ ok: false, error: { code: 'data-newer' } });
    expect(JSON.stringify([...youTrack.projects.values()].map(({ properties }) => properties))).toBe(before);
  });
});

describe('an issue that the person cannot see', () => {
  it.each(issueEndpoints.map((one) => [nameOf(one), one] as const))(
    'is answered like none: %s',
    (_name, asked) => {
      const youTrack = world();
      const issue = the(youTrack.issues.get('DEMO-1'));
      issue.options = { ...issue.options, visibleTo: ['somebody'] };
      expect(ask(youTrack, asked)).toMatchObject({ status: 404, error: { code: 'issue-not-found' } });
    },
  );
});

describe('a handler that fails', () => {
  const failing = (work: (youTrack: ConnectedYouTrack) => void, youTrack: ConnectedYouTrack): Endpoint =>
    globalEndpoint({ method: 'POST', path: 'failing' }, () => work(youTrack));

  it('before it has written anything says so with a reference, and leaves the reason to the log', () => {
    const log = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const youTrack = world();
    const found = ask(
      youTrack,
      failing(() => {
        throw new Error('A secret reason');
      }, youTrack),
    );
    expect(found).toMatchObject({ ok: false, status: 500, error: { code: 'unexpected' } });
    expect(JSON.stringify(found)).not.toContain('secret');
    const [line] = log.mock.calls[0] ?? [];
    expect(line).toContain('A secret reason');
    expect(line).toContain(!found.ok ? found.error.reference : 'a reference');
    log.mockRestore();
  });

  it('after that throws, so that YouTrack takes back what it wrote', () => {
    const log = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const youTrack = world();
    const broken = failing(() => {
      youTrack.execution().recordStorage({ boards: 'written' });
      throw new Error('Too late');
    }, youTrack);
    expect(() => ask(youTrack, broken)).toThrow('Too late');
    expect(log.mock.calls[0]?.[0]).toContain('failing is taken back: Too late');
    log.mockRestore();
  });
});

describe('a handler that acts', () => {
  it.each([
    ['admin POST disconnect', 'connected', null],
    ['project POST people', 'invitesTeam', true],
  ] as const)('has done so: %s', (name, property, value) => {
    const youTrack = world();
    const [request] = the(ANSWERS[name]);
    ask(youTrack, endpoint(name), request);
    expect(the(youTrack.projects.get('DEMO')).properties[property]).toBe(value);
  });

  it('hands the YouTrack token over at once', () => {
    const youTrack = world();
    const name = 'admin POST integration';
    expect(ask(youTrack, endpoint(name), the(ANSWERS[name])[0])).toMatchObject({
      data: { integration: { state: 'asking' } },
    });
    expect(the(youTrack.take().sent)).toMatchObject({
      name: 'onIntroduction',
      request: { carriesYouTrackToken: true, body: JSON.stringify({ base_url: youTrack.baseUrl }) },
    });
  });

  it('sends nothing for a connection that was made by hand', () => {
    const youTrack = world();
    ask(youTrack, endpoint('admin POST integration'), { body: { how: 'by-hand' } });
    expect(youTrack.take()).toEqual({ scheduled: null, sent: null });
  });

  it('marks the issue that a person sends again', () => {
    const youTrack = world();
    expect(ask(youTrack, endpoint('issue POST retry'))).toMatchObject({
      data: { status: { state: 'sending' } },
    });
    expect(the(youTrack.take().scheduled).name).toBe('onTurnDue');
  });
});
