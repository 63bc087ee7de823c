import { describe, expect, it } from 'vitest';
import type { HttpAnswer } from '../../src/domain/exchange.ts';
import { causeOf, headOf } from '../../src/ducalis/speaker.ts';

const HTML = '<!doctype html><title>Sign in</title><h1>Please sign in</h1>';
const COMPLAINT = JSON.stringify({ error: { message: 'No such board' } });

function answer(status: number | null, body = '', given: Partial<HttpAnswer> = {}): HttpAnswer {
  return { status, body, failure: null, header: () => null, ...given };
}

function speakerOf(given: HttpAnswer, isUnderstood = false) {
  return headOf(given, isUnderstood).speaker;
}

describe('who speaks', () => {
  it('is Ducalis when the answer holds what the call asks for', () => {
    expect(speakerOf(answer(200, '{"items":[]}'), true)).toBe('answer');
    expect(speakerOf(answer(500, '{"items":[]}'), true)).toBe('answer');
  });

  it.each([200, 400, 401, 403, 404, 410, 429, 500])(
    'is Ducalis when it is the error of the contract, with %i',
    (status) => {
      expect(speakerOf(answer(status, COMPLAINT))).toBe('complaint');
    },
  );

  it.each([
    HTML,
    '',
    'Not found',
    '{}',
    '[]',
    'null',
    '401',
    '"error"',
    '{"error":"no"}',
    '{"error":null}',
    '{"error":{}}',
    '{"error":{"message":5}}',
    '{"error":{"message":null}}',
    '{"message":"Unauthorized"}',
    '{"error":{"message":"cut off',
    ` ${HTML}`,
  ])('is something in between when it is %j', (body) => {
    for (const status of [200, 204, 302, 400, 401, 403, 404, 407, 413, 431, 451, 500, 502]) {
      expect(speakerOf(answer(status, body))).toBe('between');
    }
  });

  it('is nobody when there is no answer, whatever else there is', () => {
    expect(speakerOf(answer(null))).toBe('nobody');
    expect(speakerOf(answer(null, COMPLAINT), true)).toBe('nobody');
  });

  it('is told with the status and the header to wait', () => {
    const header = (name: string): string | null => (name.toLowerCase() === 'retry-after' ? '7' : null);
    expect(headOf(answer(503, HTML, { header }), false)).toEqual({
      speaker: 'between',
      status: 503,
      retryAfter: '7',
    });
    expect(headOf(answer(200), false).retryAfter).toBeNull();
  });
});

describe('why a call failed, for a person', () => {
  const causeFor = (given: HttpAnswer, isUnderstood = false) => causeOf(given, headOf(given, isUnderstood));

  it('is what Ducalis said', () => {
    expect(causeFor(answer(404, COMPLAINT))).toEqual({
      speaker: 'complaint',
      status: 404,
      detail: 'No such board',
    });
  });

  it('is why there was no answer, so that a bad certificate can be found', () => {
    const failure = 'SSLHandshakeException: PKIX path building failed';
    expect(causeFor(answer(null, '', { failure }))).toEqual({
      speaker: 'nobody',
      status: null,
      detail: failure,
    });
    expect(causeFor(answer(null)).detail).toBe('');
  });

  it('is the first words of a page, without what a browser would not show', () => {
    const page = `<html><head><style>h1 { color: red }</style><script type="a">alert('<h1>')</script></head>
      <body class="x"><h1>Request&nbsp;blocked</h1>\n\n<p>by   policy 7</p></body></html>`;
    expect(causeFor(answer(403, page)).detail).toBe('Request blocked by policy 7');
    expect(causeFor(answer(403, HTML)).detail).toBe('Sign in Please sign in');
  });

  it('is the text itself when it is no page', () => {
    expect(causeFor(answer(401, '{"message":"Unauthorized"}')).detail).toBe('{"message":"Unauthorized"}');
    expect(causeFor(answer(502)).detail).toBe('');
  });

  it('is short, however long the page, the sentence or the reason is', () => {
    const long = 'word '.repeat(100_000);
    for (const given of [
      answer(403, long),
      answer(403, `<p>${long}`),
      answer(500, JSON.stringify({ error: { message: 'x'.repeat(900) } })),
      answer(null, '', { failure: long }),
    ]) {
      expect(causeFor(given).detail.length).toBeLessThanOrEqual(300);
      expect(causeFor(given).detail.length).toBeGreaterThan(250);
    }
  });
});
