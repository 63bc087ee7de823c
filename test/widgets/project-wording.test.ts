import { describe, expect, it } from 'vitest';
import type { ImportView, JournalEntry } from '../../src/shared/journal.ts';
import type { Preview, ProjectPage } from '../../src/shared/project-page.ts';
import { type Draft, draftOf } from '../../widgets/project/model/draft.ts';
import { attentionTitle, importWords, isWorking } from '../../widgets/project/model/import-words.ts';
import {
  entryWords,
  filterJournal,
  keyedJournal,
  nextTry,
} from '../../widgets/project/model/journal-words.ts';
import { inviteLabel, toInvite } from '../../widgets/project/model/people-words.ts';
import { fieldFor, resultRows } from '../../widgets/project/model/result-targets.ts';
import {
  connectionState,
  countInWords,
  differencesInWords,
  issueKey,
  missingBoard,
  previewLines,
} from '../../widgets/project/model/wording.ts';
import { english, inEnglish } from './english.ts';
import { BOARD_FIELDS, projectPage } from './project-view.ts';

describe('the state of a connection', () => {
  const { connection } = projectPage();
  it.each([
    ['Connected', projectPage()],
    ['Not connected', projectPage({ configuration: null })],
    ['Not connected', projectPage({}, { isConnected: false })],
    ['Leaving the board', projectPage({}, { isLeaving: true })],
    ['Paused for this project', projectPage({ suspendedReason: 'board-not-found' })],
    [
      'Paused',
      projectPage({}, { connection: { ...connection, state: 'suspended', reason: 'token-rejected' } }),
    ],
    ['Ducalis is not connected', projectPage({}, { connection: { ...connection, state: 'no-token' } })],
    ['Reading only', projectPage({}, { connection: { ...connection, push: 'unsupported' } })],
    ['Waiting to retry', projectPage({}, { connection: { ...connection, notBefore: 11 } })],
  ])('is "%s"', (label, page) => {
    expect(english(connectionState(page, 10, 'en').label)).toBe(label);
  });
});

describe('a project that is paused', () => {
  it.each([
    [
      'board-forbidden',
      /does not let the API token .* use the board\. Ask .* to change that in Ducalis: sending then resumes by itself/,
    ],
    [
      'board-disabled',
      /switched this board off\. Ask .* to switch it on again: sending then resumes by itself/,
    ],
    ['board-not-found', /Choose another board or save again to resume/],
  ] as const)('says what ends it: %s', (suspendedReason, words) => {
    expect(english(connectionState(projectPage({ suspendedReason }), 10, 'en').sentence)).toMatch(words);
  });
});

describe('an issue that does not arrive', () => {
  // At noon here, wherever that is.
  const now = new Date(2026, 2, 2, 12).getTime();
  it.each([
    [now + 60_000, 'Tried again at 12:01'],
    [now, 'About to be tried again'],
    [null, 'Waits for a change, or for Send now'],
  ])('is tried again at %j: %s', (retryAt, words) => {
    expect(english(nextTry(retryAt, now, 'en-GB'))).toBe(words);
  });
});

describe('a tab without a board', () => {
  const { board } = draftOf(projectPage().project);
  const title = (isEditing: boolean, page: ProjectPage, chosen: Draft['board']) =>
    english(missingBoard(isEditing, page, { ...draftOf(page.project), board: chosen })?.title);

  it('shows what is being edited as soon as a board is chosen', () => {
    const page = projectPage({}, { isConnected: false });
    expect([title(true, page, null), title(true, page, board)]).toEqual(['No board yet', null]);
  });

  it.each([
    [null, projectPage()],
    ['Leaving the board', projectPage({}, { isLeaving: true })],
    ['Not connected', projectPage({}, { isConnected: false })],
    ['No board yet', projectPage({ configuration: null }, { isConnected: false })],
  ])('acts on what is saved only where the project is on it: %s', (words, page) => {
    expect(title(false, page, draftOf(page.project).board)).toBe(words);
  });
});

describe('what somebody else has done meanwhile', () => {
  it.each([
    ['They have disconnected the project.', projectPage({}, { isConnected: false })],
    ['They have disconnected the project.', projectPage({}, { isLeaving: true })],
    ['They have saved the same settings again.', projectPage()],
  ])('%s', (words, now) => {
    expect(english(differencesInWords(projectPage(), now))).toBe(words);
  });
});

describe('a count', () => {
  it.each([
    [{ matching: 1, looked: 4, total: 4 }, '1 of 4 issues matches.'],
    [{ matching: 3, looked: 4, total: 4 }, '3 of 4 issues match.'],
    [
      { matching: 500, looked: 2_000, total: 10_000 },
      'About 2,500 of 10,000 issues match: 500 of the 2,000 looked at.',
    ],
  ])('%j', (count, words) => {
    expect(english(countInWords(count))).toBe(words);
  });
});

describe('a preview', () => {
  it('takes a number for an issue of the project', () => {
    expect([issueKey(' 12 ', 'DEMO'), issueKey('ops-3', 'DEMO')]).toEqual(['DEMO-12', 'OPS-3']);
  });

  it('names the fields of the board and tells empty from text', () => {
    const preview: Preview = {
      issue: 'DEMO-1',
      excludedBy: null,
      name: 'Cart',
      status: null,
      type: null,
      assignee: null,
      labels: [],
      resolved: false,
      fields: { impact: 0, notes: null, other: ['a', 'b'] },
      undecided: [],
    };
    expect(inEnglish(previewLines(preview, BOARD_FIELDS))).toEqual(
      expect.arrayContaining([
        { key: 'field:impact', name: 'Impact', value: '0' },
        { key: 'field:notes', name: 'Notes', value: null },
        { key: 'field:other', name: 'other', value: 'a, b' },
        { key: 'labels', name: 'Labels', value: null },
      ]),
    );
  });
});

describe('an import', () => {
  const view: ImportView = {
    state: 'running',
    checked: 40,
    total: 100,
    marked: 30,
    queued: 5,
    needsAttention: 0,
    startedAt: null,
    endedAt: null,
  };
  it.each<[string, Partial<ImportView>, boolean]>([
    ['Importing 40 of 100', {}, true],
    ['Paused', { state: 'paused' }, false],
    ['Sending', { state: 'done' }, true],
    ['Up to date', { state: 'done', queued: 0 }, false],
  ])('is "%s"', (title, change, working) => {
    expect(english(importWords({ ...view, ...change }).title)).toBe(title);
    expect(isWorking({ ...view, ...change })).toBe(working);
  });

  it.each([
    [1, '1 issue needs attention'],
    [12, '12 issues need attention'],
    [1_000, '1,000 or more issues need attention'],
  ])('counts %s that need attention as far as they are counted', (needsAttention, title) => {
    expect(english(attentionTitle({ ...view, needsAttention }))).toBe(title);
  });

  it('speaks of one issue as one', () => {
    expect(english(importWords({ ...view, state: 'done', queued: 1 }).sentence)).toMatch(
      / 1 is still to be sent/,
    );
    expect(english(importWords({ ...view, state: 'done', queued: 0, marked: 1 }).sentence)).toMatch(
      /1 of them was left for the import to send/,
    );
  });

  it('does not say that Ducalis lacked nothing when a change had queued the issues before the import came', () => {
    const queuedByChanges = { ...view, marked: 0 };
    expect(english(importWords({ ...queuedByChanges, checked: 0, queued: 0 }).sentence)).toBe(
      '0 of 100 issues looked at.',
    );
    expect(english(importWords({ ...queuedByChanges, state: 'done', queued: 0 }).sentence)).toBe(
      '40 issues looked at. None of them was left for the import to send.',
    );
    expect(english(importWords({ ...queuedByChanges, queued: 40 }).sentence)).toBe(
      '40 of 100 issues looked at, none of these left for the import to send. 40 are still to be sent.',
    );
  });
});

describe('the journal', () => {
  const entry: JournalEntry = { at: 1, kind: 'pushed', issue: null, count: 2, reason: null, attempt: null };
  it('says what happened, to how many, and why', () => {
    expect(english(entryWords(entry))).toBe('Sent: 2 issues');
    expect(
      english(entryWords({ ...entry, kind: 'suspended', count: 0, reason: 'token-rejected', attempt: 2 })),
    ).toMatch(/^Paused, attempt 2\. Ducalis did not accept/);
  });

  it('is filtered by issue and kind', () => {
    const journal = [
      entry,
      { ...entry, issue: 'DEMO-1' },
      { ...entry, issue: 'DEMO-2', kind: 'removed' as const },
    ];
    expect(filterJournal(journal, ' demo', null)).toHaveLength(2);
    expect(filterJournal(journal, '', 'removed')).toHaveLength(1);
    expect(filterJournal(journal, '', null)).toHaveLength(3);
  });

  it.each([
    [' demo-1 ', ['DEMO-1']],
    ['DEMO-10', ['DEMO-10']],
    ['DEMO-', ['DEMO-1', 'DEMO-10', 'MY_DEMO-1']],
    ['1', ['DEMO-1', 'DEMO-10', 'MY_DEMO-1']],
    ['demo-2', []],
  ])('is filtered by "%s": a whole key finds that issue alone', (text, found) => {
    const journal = ['DEMO-1', 'DEMO-10', 'MY_DEMO-1', null].map((issue) => ({ ...entry, issue }));
    expect(filterJournal(journal, text, null).map(({ issue }) => issue)).toEqual(found);
  });

  it('has a key of its own for every entry, also for those that are alike', () => {
    const journal = [
      { ...entry, attempt: 1 },
      { ...entry, attempt: 2 },
      { ...entry, attempt: 2 },
    ];
    const keys = keyedJournal(journal).map(({ key }) => key);
    expect(new Set(keys).size).toBe(3);
    const later = { ...entry, at: 2 };
    expect(
      keyedJournal([later, ...journal])
        .map(({ key }) => key)
        .slice(1),
    ).toEqual(keys);
  });
});

describe('people', () => {
  it.each([
    [0, 'Everybody is invited'],
    [1, 'Invite 1 person'],
    [200, 'Invite all 200'],
    [201, 'Invite the first 200 of 201'],
  ])('%i to invite: %s', (waiting, label) => {
    expect(english(inviteLabel(waiting))).toBe(label);
  });

  it('are invited when they are not on the board and can be', () => {
    const member = { name: 'A', email: 'a@example.com' };
    const members = (['active', 'pending', 'unknown', 'no-email'] as const).map((access) => ({
      ...member,
      login: access,
      access,
    }));
    expect(toInvite({ members, others: 0, keepsInStep: false })).toEqual(['unknown']);
  });
});

describe('the rows of results', () => {
  const fields = BOARD_FIELDS.map((field) => ({ ...field, isCriterion: field.key === 'impact' }));
  it('are every result, every criterion, and a stored criterion that is gone', () => {
    const rows = resultRows([{ result: 'criterion', criterion: 'old', field: 'Old' }], fields);
    expect(rows.map(({ name }) => english(name))).toEqual(
      expect.arrayContaining(['Total score', 'Priority', 'Link to Ducalis', 'Impact', 'old']),
    );
    expect(rows.filter(({ field }) => field !== null)).toHaveLength(1);
  });

  it('name the fields to make, none of which looks like one of Sync Back', () => {
    const names = resultRows([], fields).map((row) => english(fieldFor(row).name));
    expect(names).toEqual(expect.arrayContaining(['Ducalis total score', 'Ducalis Impact', 'Ducalis link']));
    for (const name of names) expect(name).not.toMatch(/ Ducalis$/);
  });
});
