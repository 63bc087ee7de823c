import { describe, expect, it } from 'vitest';
import { diagnosticsOf } from '../../widgets/settings/health/diagnostics.ts';
import { findingsOf } from '../../widgets/settings/health/health.ts';
import { healthWith, laneOf, listedProject, NOW, overviewWith } from './health-view.ts';

const VERSIONS = { app: '1.2.3', contract: '0.1.0' };

function diagnostics(overview: Parameters<typeof findingsOf>[0], health: Parameters<typeof findingsOf>[1]) {
  return diagnosticsOf({
    versions: VERSIONS,
    overview,
    health,
    failure: health === null ? 'unexpected' : null,
    findings: findingsOf(overview, health, NOW, 'en'),
    at: NOW,
  });
}

describe('diagnostics', () => {
  it('tell states, counts, and names of projects and fields', () => {
    const text = diagnostics(
      overviewWith({ state: 'suspended', reason: 'token-rejected' }),
      healthWith({
        queued: 12,
        needsAttention: 3,
        missingFields: ['Customer'],
        missingValues: ['State: Open'],
      }),
    );
    expect(JSON.parse(text)).toMatchObject({
      versions: VERSIONS,
      connection: { state: 'suspended', reason: 'token-rejected', push: 'supported' },
      reading: { state: 'connected', tokenSaved: true },
      findings: ['token-rejected', 'needs-attention DEMO', 'missing-values DEMO', 'missing-fields DEMO'],
      projects: [
        {
          key: 'DEMO',
          name: 'Demo project',
          board: '7',
          queued: 12,
          needsAttention: 3,
          missingFields: ['Customer'],
          missingValues: 1,
        },
      ],
    });
  });

  it('list kinds of calls that wait, and what could not be read, kept or written', () => {
    const lanes = [
      laneOf({ speaker: 'nobody', status: null, detail: 'java.net.ConnectException: Connection refused' }),
      laneOf({ kind: 'connection', board: null, speaker: 'between', status: 407, retryAt: null }),
    ];
    const notice = { kind: 'field-too-small', subject: 'Score', since: NOW - 1, at: NOW, times: 4 } as const;
    const health = { ...healthWith({ notices: [notice] }), lanes };
    const iso = (ms: number) => new Date(ms).toISOString();
    expect(JSON.parse(diagnostics(overviewWith(), health))).toMatchObject({
      lanes: [
        {
          kind: 'upserts',
          board: '7',
          since: iso(NOW - 60_000),
          retryAt: iso(NOW + 60_000),
          speaker: 'nobody',
          status: null,
          failure: 'ConnectException',
        },
        { kind: 'connection', board: null, retryAt: null, speaker: 'between', status: 407, failure: null },
      ],
      lanesInTrouble: 2,
      projects: [{ notices: [{ ...notice, since: iso(NOW - 1), at: iso(NOW) }] }],
    });
  });

  it('count the kinds of calls that they do not list', () => {
    const lanes = Array.from({ length: 80 }, (_, number) =>
      laneOf({ board: { id: `${number}`, name: 'B' } }),
    );
    const { lanes: listed, lanesInTrouble } = JSON.parse(
      diagnostics(overviewWith(), { ...healthWith({}), lanes }),
    );
    expect([listed.length, lanesInTrouble]).toEqual([50, 80]);
  });

  it('say what could not be found out', () => {
    expect(JSON.parse(diagnostics(overviewWith(), null))).toMatchObject({
      failure: 'unexpected',
      projects: [{ key: 'DEMO', queued: null, syncBackFields: null }],
    });
  });

  it('carry no token, address, person, value or content, wherever it may stand', () => {
    const secrets = [
      'perm:YWRtaW4=.RHVjYWxpcw==.c2VjcmV0',
      'ducalis-api-token',
      'ada@example.com',
      'https://internal.example/youtrack',
      'Ada Admin',
      'Nordlicht Outdoor',
      'Salaries of the sales team',
    ];
    const [token, apiToken, email, address, person, customer, summary] = secrets;
    // More than the schemas name, as an answer of a later version of the app might bring.
    const hostile = {
      ...overviewWith(
        {},
        {
          integration: {
            state: 'refused',
            user: `${person} ${email}`,
            projects: 1,
            notes: [`${summary}`],
            complaint: `${summary} ${token} ${apiToken}`,
            at: NOW,
          },
          boards: [{ id: '7', name: `${summary}`, emoji: `${email}` }],
          projects: [
            listedProject({
              name: `Demo ${token} of ${email} at ${address}`,
              board: { id: `${token}`, name: `${summary}`, emoji: `${address}` },
            }),
          ],
        },
      ),
      ducalisToken: apiToken,
      baseUrl: address,
    };
    const health = {
      ...healthWith({
        missingValues: [`Customer: ${customer}`],
        missingFields: [`Points ${email}`],
        unfitFields: [`${token}`],
        syncBackFields: [`Priority ${address} Ducalis`],
        staleSyncBackFields: [`Priority ${address} Ducalis`],
        notices: [{ kind: 'result-unreadable', subject: `${email} ${token}`, since: NOW, at: NOW, times: 1 }],
      }),
      lanes: [
        laneOf({ board: { id: `${token}`, name: `${summary}` }, detail: `“${summary}” is too long` }),
        laneOf({
          speaker: 'between',
          status: 403,
          detail: `${person} at ${address} may not send ${summary}`,
        }),
        laneOf({ speaker: 'nobody', status: null, detail: `ConnectException: ${address} ${customer}` }),
      ],
      issues: [{ summary }],
    };
    const text = diagnostics(hostile, health);
    expect(JSON.parse(text)).toMatchObject({ projects: [{ name: 'Demo … of … at …' }] });
    for (const secret of secrets) expect(text).not.toContain(secret);
  });
});
