import { describe, expect, it } from 'vitest';
import { NOTICE_KINDS, type Notice } from '../../src/shared/notices.ts';
import { findingsOf } from '../../widgets/settings/health/health.ts';
import { english } from './english.ts';
import { healthWith, NOW, overviewWith } from './health-view.ts';

const HOUR = 3_600_000;

const noted = (change: Partial<Notice> = {}): Notice => ({
  kind: 'result-unreadable',
  subject: '4711',
  since: NOW - 2 * HOUR,
  at: NOW,
  times: 1,
  ...change,
});
const find = (...notices: readonly Notice[]) =>
  findingsOf(overviewWith(), healthWith({ notices: [...notices] }), NOW, 'en');
const words = (...notices: readonly Notice[]) => english(find(...notices)[0]?.sentence);

describe('what could not be read, kept or written', () => {
  it('is one finding of each kind, with the project', () => {
    const found = find(...NOTICE_KINDS.flatMap((kind) => [noted({ kind }), noted({ kind, subject: '12' })]));
    expect(found.map(({ key, urgency, project }) => [key, urgency, project?.key])).toEqual([
      ['result-unreadable', 'todo', 'DEMO'],
      ['result-not-kept', 'todo', 'DEMO'],
      ['field-too-small', 'todo', 'DEMO'],
      ['orphan-not-removed', 'todo', 'DEMO'],
      ['item-not-adopted', 'todo', 'DEMO'],
      ['issue-doubled', 'todo', 'DEMO'],
      ['result-incomplete', 'note', 'DEMO'],
      ['member-unreadable', 'note', 'DEMO'],
    ]);
  });

  it('names what it concerns, how often it was met, and since when', () => {
    expect(words(noted())).toBe(
      'Results from Ducalis that cannot be read: ⁨4711⁩. All others are shown. Seen once, 2 hours ago. ' +
        'Show this to Ducalis support.',
    );
    expect(words(noted({ times: 3 }), noted({ subject: '12', times: 2, since: NOW - 3 * HOUR }))).toContain(
      'cannot be read: ⁨4711⁩, ⁨12⁩. All others are shown. Seen 5 times, first 3 hours ago.',
    );
  });

  it.each([
    [
      'result-incomplete',
      'Parts of results from Ducalis that cannot be read: ⁨alignment⁩. They are shown as not known.',
    ],
    ['member-unreadable', 'Boards with members that cannot be read: ⁨alignment⁩. They may be invited again.'],
    ['issue-doubled', 'Issues that are on a board twice, by their ids in Ducalis: ⁨alignment⁩.'],
    ['item-not-adopted', 'of this YouTrack that could not be recognised: ⁨alignment⁩.'],
    ['result-not-kept', 'Results that YouTrack did not keep: ⁨alignment⁩.'],
    ['field-too-small', 'Fields that cannot hold the result from Ducalis: ⁨alignment⁩. They were left empty.'],
  ] as const)('%s has words of its own', (kind, text) => {
    expect(words(noted({ kind, subject: 'alignment' }))).toContain(text);
  });

  it('leads to the results where another field helps', () => {
    expect(find(noted({ kind: 'field-too-small' }))).toMatchObject([
      { action: { kind: 'open-tab', tab: 'results' } },
    ]);
    expect(find(noted())).toMatchObject([{ action: { kind: 'none' } }]);
  });

  it('names the board of the project, and any other by its id', () => {
    const kind = 'orphan-not-removed';
    expect(words(noted({ kind, subject: '7' }), noted({ kind, subject: '8' }))).toContain(
      'Boards on which issues stay after they were removed: ⁨Growth⁩, ⁨8⁩.',
    );
  });

  it('names a few of many', () => {
    const many = Array.from({ length: 90 }, (_, number) => noted({ subject: `${number}` }));
    expect(words(...many)).toContain('⁨0⁩, ⁨1⁩, ⁨2⁩, ⁨3⁩, ⁨4⁩ and 85 more.');
  });

  it('shows a name as plain text, also one that would turn the direction of writing', () => {
    expect(words(noted({ subject: '\u202e<b>12\u2069' }))).toContain(': ⁨<b>12⁩.');
  });
});
