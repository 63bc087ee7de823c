/** What keeps a failure of the app from a person's edit. */
import { expect, it } from 'vitest';
import { guarded } from '../../src/app/calling/guarded.ts';
import { logged } from './fake/logged.ts';

const fail = (reason: unknown) =>
  guarded(
    'the work',
    () => {
      throw reason;
    },
    () => 'something else',
  );

it('gives what the work gives, and logs nothing', () => {
  const log = logged();
  expect(
    guarded(
      'the work',
      () => 'done',
      () => 'something else',
    ),
  ).toBe('done');
  expect(log).toEqual([]);
});

it('gives something else when the work fails, and logs why', () => {
  const log = logged();
  expect(fail(new Error('No such field'))).toBe('something else');
  expect(fail('a text')).toBe('something else');
  expect(log).toEqual(['[ducalis] the work failed: No such field', '[ducalis] the work failed: a text']);
});
