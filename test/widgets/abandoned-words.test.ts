import { describe, expect, it } from 'vitest';
import type { Overview } from '../../src/shared/api.ts';
import { abandonedTitle, numberOf, stayingWords } from '../../widgets/settings/projects/abandoned-words.ts';
import { inEnglish } from './english.ts';
import { abandonedProject } from './overview.ts';
import { GROWTH } from './project-view.ts';

const NOW = Date.UTC(2026, 4, 4, 12);

type Project = Overview['abandoned'][number];
const deleted: Project = abandonedProject();
const detached: Project = {
  ...deleted,
  name: 'Old things',
  why: 'detached',
  issues: 7,
  sweptAt: NOW - 2 * 60 * 60_000,
};

describe('a project that can do nothing about its issues', () => {
  it('is named by its key when it was deleted', () => {
    expect(inEnglish(abandonedTitle(deleted, 'en', NOW))).toBe('The project OLD was deleted');
  });

  it('is named with the time when something last ran for it when it was detached', () => {
    expect(inEnglish(abandonedTitle(detached, 'en', NOW))).toBe(
      'The app last worked for Old things 2 hours ago',
    );
    expect(inEnglish(abandonedTitle({ ...detached, sweptAt: null }, 'en', NOW))).toBe(
      'The app does not work for Old things',
    );
  });

  it('has its board named', () => {
    for (const project of [deleted, detached])
      expect(inEnglish(stayingWords(project))).toContain(GROWTH.name);
  });
});

describe('the number of issues that a removal concerns', () => {
  it.each([
    [7, null, 'This concerns up to 7 issues.'],
    [null, { issues: 1, isWhole: true }, 'This concerns 1 issue.'],
    [null, { issues: 1_000, isWhole: false }, 'This concerns at least 1,000 issues.'],
    [null, null, 'How many issues this concerns is not known: Ducalis did not say.'],
  ])('of a project with %j, counted as %j', (issues, counted, words) => {
    expect(inEnglish(numberOf(issues, counted))).toBe(words);
  });
});
