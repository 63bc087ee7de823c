import { describe, expect, it } from 'vitest';
import { ERROR_CODES } from '../../src/shared/error-codes.ts';
import {
  HostFailure,
  openEnvelope,
  toAppFailure,
  toFailure,
  toYouTrackFailure,
} from '../../widgets/common/failure.ts';
import errors from '../../widgets/messages/en/errors.json' with { type: 'json' };
import { errorMessage } from '../../widgets/messages/message.ts';
import { english } from './english.ts';

/** How a refusal of the app reaches a widget. */
function failureIn(error: object, status = 409): HostFailure {
  try {
    openEnvelope({ ok: false, status, error });
  } catch (reason) {
    if (reason instanceof HostFailure) return reason;
    throw reason;
  }
  throw new Error('It was no refusal');
}

describe('openEnvelope', () => {
  it('gives what the app has answered', () => {
    expect(openEnvelope({ ok: true, data: { a: 1 } })).toEqual({ a: 1 });
  });

  it("reads the app's own refusal", () => {
    const failure = failureIn({ code: 'conflict', detail: 'revision 3', reference: 'a1b2' });
    expect(english(failure.sentence)).toBe('Somebody else has saved these settings in the meantime.');
    expect(failure).toMatchObject({
      code: 'conflict',
      detail: 'revision 3',
      reference: 'a1b2',
      status: 409,
      retryable: false,
      problems: [],
    });
  });

  it('keeps what does not hold of settings, with its places', () => {
    const problems = [{ place: { part: 'board' }, code: 'board-not-found', detail: 'Growth' }];
    expect(failureIn({ code: 'board-not-found', detail: 'Growth', problems }, 422).problems).toEqual(
      problems,
    );
  });

  it('calls an unknown code unexpected', () => {
    expect(failureIn({ code: 'no-such-code' }, 500).code).toBe('unexpected');
  });

  it.each([[{ a: 1 }], ['text'], [null], [{ ok: false, status: 404 }]])('does not believe %o', (answer) => {
    expect(() => openEnvelope(answer)).toThrow(new HostFailure('unexpected', { status: 200 }));
  });

  it.each(['ducalis-unreachable', 'ducalis-busy'] as const)(
    'does not promise to send later what a person has asked for (%s)',
    (code) => {
      const { sentence } = failureIn({ code }, 424);
      expect(english(sentence)).not.toBe(english(errorMessage(code)));
      expect(english(sentence)).toMatch(/Try again/);
    },
  );
});

describe('toFailure', () => {
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
    const unreachable = { code: 'youtrack-unreachable', retryable: true };
    expect(toYouTrackFailure(reason, true)).toMatchObject(unreachable);
    expect(toAppFailure(reason, true)).toMatchObject(unreachable);
  });

  it.each(denied)('was denied, if YouTrack asks about it: %o', (reason) => {
    expect(toYouTrackFailure(reason, true)).toMatchObject({ code: 'not-confirmed', retryable: true });
    expect(toYouTrackFailure(reason, false).code).toBe('youtrack-unreachable');
  });

  it('is not one that YouTrack or the app refused', () => {
    expect(toYouTrackFailure({ status: 403, data: {} }, true).code).toBe('not-allowed');
    const failure = new HostFailure('not-allowed', { status: 403 });
    expect(toAppFailure(failure, true)).toBe(failure);
    expect(toYouTrackFailure(failure, true)).toBe(failure);
  });
});

describe('a call of the app that YouTrack itself answers', () => {
  it.each([400, 500])('with %i has changed nothing, and can be repeated', (status) => {
    const failure = toAppFailure({ status, data: {} }, true);
    expect(failure).toMatchObject({ code: 'nothing-changed', status, retryable: true });
    expect(english(failure.sentence)).toBe('Nothing was changed. Try again.');
  });

  it.each([403, 404, 502])('with %i is not said to have changed nothing', (status) => {
    expect(toAppFailure({ status, data: {} }, true).code).not.toBe('nothing-changed');
  });

  it('could not have changed anything when it only asked', () => {
    expect(toAppFailure({ status: 500, data: {} }, false).code).toBe('unexpected');
  });

  it('is not taken for a lost one where the host passes on no status', () => {
    expect(toAppFailure({ message: 'Internal Server Error' }, true)).toMatchObject({
      code: 'youtrack-failed',
      retryable: true,
    });
  });

  it('keeps the refusal of the app', () => {
    const refusal = failureIn({ code: 'unexpected', reference: 'a1b2' }, 500);
    expect(toAppFailure(refusal, true)).toBe(refusal);
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
    expect(toAppFailure(misread, true)).toBe(misread);
  });
});
