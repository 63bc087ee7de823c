import { describe, expect, it } from 'vitest';
import { ERROR_CODES } from '../../src/shared/error-codes.ts';
import { HostFailure, toAppFailure, toFailure, toYouTrackFailure } from '../../widgets/common/failure.ts';
import errors from '../../widgets/messages/en/errors.json' with { type: 'json' };
import { errorMessage } from '../../widgets/messages/message.ts';
import { english } from './english.ts';

describe('toFailure', () => {
  it("reads the app's own refusal", () => {
    const failure = toFailure({
      status: 409,
      data: { error: { code: 'conflict', detail: 'revision 3', reference: 'a1b2' } },
    });
    expect(english(failure.sentence)).toBe('Somebody else has saved these settings in the meantime.');
    expect(failure).toMatchObject({
      code: 'conflict',
      detail: 'revision 3',
      reference: 'a1b2',
      status: 409,
      retryable: false,
    });
  });

  it('keeps what does not hold of settings, with its places', () => {
    const problems = [{ place: { part: 'board' }, code: 'board-not-found', detail: 'Growth' }];
    const refusal = { error: { code: 'board-not-found', detail: 'Growth', problems } };
    expect(toFailure({ status: 422, data: refusal }).problems).toEqual(problems);
    expect(toFailure({ status: 409, data: { error: { code: 'conflict' } } }).problems).toEqual([]);
  });

  it('calls an unknown code unexpected', () => {
    expect(toFailure({ status: 500, data: { error: { code: 'no-such-code' } } }).code).toBe('unexpected');
  });

  it.each([
    [401, 'not-allowed'],
    [403, 'not-allowed'],
    [404, 'unexpected'],
    [500, 'unexpected'],
  ])("reads YouTrack's own %i as %s and shows nothing of its body", (status, code) => {
    const failure = toFailure({ status, data: { error: 'Forbidden', error_description: 'at Foo.kt:12' } });
    expect(failure).toMatchObject({ code, detail: null, reference: null, status });
  });

  it.each([[undefined], [new Error('of the app itself')], ['text']])(
    'leaves %o unexplained, which may be repeated',
    (reason) => {
      expect(toFailure(reason)).toMatchObject({ code: 'unexpected', status: null, retryable: true });
    },
  );

  it.each(['ducalis-unreachable', 'ducalis-busy'] as const)(
    'does not promise to send later what a person has asked for (%s)',
    (code) => {
      const { sentence } = toFailure({ status: 503, data: { error: { code } } });
      expect(english(sentence)).not.toBe(english(errorMessage(code)));
      expect(english(sentence)).toMatch(/Try again/);
    },
  );

  it.each(ERROR_CODES)('has a sentence for %s', (code) => {
    expect(english(new HostFailure(code).sentence)).toMatch(/^[A-Z].*\.$/);
  });

  it('has no sentence for a code that does not exist', () => {
    const codes = Object.keys(errors).map((id) => id.replace(/^error[.](asked[.])?/, ''));
    expect(new Set(codes)).toEqual(new Set(ERROR_CODES));
  });

  it('leaves a failure as it is', () => {
    const failure = new HostFailure('not-allowed');
    expect(toFailure(failure)).toBe(failure);
  });
});

describe('a call that nobody answered', () => {
  const lost = [
    { message: 'Failed to fetch' },
    { message: 'NetworkError when attempting to fetch resource.' },
    { message: 'Load failed' },
  ];
  const denied = [{ message: 'The user denied the POST request' }, {}, undefined];

  it.each(lost)('was lost on the way: %o', (reason) => {
    expect(toYouTrackFailure(reason, true)).toMatchObject({ code: 'youtrack-unreachable', retryable: true });
  });

  it.each(denied)('was denied, if YouTrack asks about it: %o', (reason) => {
    expect(toYouTrackFailure(reason, true)).toMatchObject({ code: 'not-confirmed', retryable: true });
    expect(toYouTrackFailure(reason, false).code).toBe('youtrack-unreachable');
    expect(toAppFailure(reason).code).toBe('youtrack-unreachable');
  });

  it('is not one that YouTrack or the app refused', () => {
    expect(toAppFailure({ status: 500, data: {} }).code).toBe('unexpected');
    expect(toYouTrackFailure({ status: 403, data: {} }, true).code).toBe('not-allowed');
    const failure = new HostFailure('not-allowed', { status: 403 });
    expect(toAppFailure(failure)).toBe(failure);
    expect(toYouTrackFailure(failure, true)).toBe(failure);
  });
});

describe("a call of YouTrack's own REST API", () => {
  it.each([400, 404, 500])('that it answers with %i is not said to have failed inside the app', (status) => {
    const failure = toYouTrackFailure({ status, data: { error: 'Server Error' } }, false);
    expect(failure).toMatchObject({ code: 'youtrack-failed', status, retryable: true });
    expect(english(failure.sentence)).toMatch(/^YouTrack/);
  });

  it('that it answers with something else than asked for is not, either', () => {
    const misread = new HostFailure('unexpected', { status: 200 });
    expect(toYouTrackFailure(misread, false)).toMatchObject({ code: 'youtrack-failed', status: 200 });
    expect(toAppFailure(misread)).toBe(misread);
  });
});
