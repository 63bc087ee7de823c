/** What the page says about settings: their state, what is unsaved, what would be sent. Pure. */
import type { ResultName } from '../../../src/domain/results.ts';
import type { BoardField } from '../../../src/shared/api.ts';
import { ERRORS } from '../../../src/shared/errors.ts';
import type { CountView, Preview, ProjectPage } from '../../../src/shared/project-page.ts';
import { changedParts, type Draft, type DraftPart, draftOf } from './draft.ts';

const PART_WORDS: Readonly<Record<DraftPart, string>> = {
  board: 'board',
  builtIn: 'parts of an issue',
  matches: 'matched fields',
  results: 'results',
  filter: 'which issues',
};

export function partsInWords(parts: readonly DraftPart[]): string {
  return parts.map((part) => PART_WORDS[part]).join(', ');
}

/** What somebody else has changed meanwhile. */
export function differencesInWords(before: ProjectPage, now: ProjectPage): string {
  if (before.isConnected && (!now.isConnected || now.isLeaving)) return 'They have disconnected the project.';
  const after = draftOf(now.project);
  const parts = changedParts(after, draftOf(before.project));
  if (parts.length === 0) return 'They have saved the same settings again.';
  const board =
    after.board !== null && parts.includes('board') ? ` The board is now ${after.board.name}.` : '';
  return `They have changed: ${partsInWords(parts)}.${board}`;
}

interface MissingBoard {
  readonly title: string;
  readonly sentence: string;
  readonly action: string;
}

/** Why a tab has nothing to show yet; null when it has. @param isEditing whether it shows what is being edited. */
export function missingBoard(isEditing: boolean, page: ProjectPage, { board }: Draft): MissingBoard | null {
  if (isEditing) {
    if (board !== null) return null;
    return { title: 'No board yet', sentence: 'Choose a board first.', action: 'Choose a board' };
  }
  if (page.isLeaving) {
    return {
      title: 'Leaving the board',
      sentence: 'The issues of this project are being taken off its board.',
      action: 'Stay, or choose another board',
    };
  }
  if (page.isConnected) return null;
  return board === null
    ? { title: 'No board yet', sentence: 'Choose a board and save it first.', action: 'Choose a board' }
    : { title: 'Not connected', sentence: 'A board is chosen but not saved.', action: 'Go to the board' };
}

export interface StateWords {
  readonly kind: 'info' | 'success' | 'warning' | 'error';
  readonly label: string;
  readonly sentence: string;
}

const ASK = 'Ask a system administrator to look at Administration, Ducalis settings.';

/** The one thing that matters most about the project's connection. @param now in ms. */
export function connectionState(page: ProjectPage, now: number): StateWords {
  const { connection, project, isConnected, isLeaving } = page;
  const { state, reason, push, notBefore } = connection;
  if (state === 'no-token' || state === 'untested') {
    return { kind: 'warning', label: 'Ducalis is not connected', sentence: ASK };
  }
  if (state === 'suspended' || state === 'failed') {
    const why = reason === null ? '' : ` ${ERRORS[reason].sentence}`;
    return {
      kind: 'error',
      label: 'Paused',
      sentence: `Nothing is sent, and nothing is lost.${why} ${ASK}`,
    };
  }
  if (isLeaving) {
    return {
      kind: 'info',
      label: 'Leaving the board',
      sentence:
        'Issues are being taken off the board; after that the project has none. Save to stay or to choose another.',
    };
  }
  if (!isConnected) {
    return {
      kind: 'info',
      label: 'Not connected',
      sentence: 'Choose a board and save to connect this project.',
    };
  }
  if (project.suspendedReason !== null) {
    return {
      kind: 'error',
      label: 'Paused for this project',
      sentence: `${ERRORS[project.suspendedReason].sentence} Choose another board or save again to resume.`,
    };
  }
  if (push === 'unsupported') {
    return { kind: 'warning', label: 'Reading only', sentence: ERRORS['push-unsupported'].sentence };
  }
  if (notBefore !== null && notBefore > now) {
    return { kind: 'warning', label: 'Waiting to retry', sentence: ERRORS['ducalis-busy'].sentence };
  }
  return { kind: 'success', label: 'Connected', sentence: 'Changes are sent to the board as they happen.' };
}

const RESULT_WORDS: Readonly<Record<Exclude<ResultName, 'criterion'>, string>> = {
  totalScore: 'Total score',
  priority: 'Priority',
  topPriority: 'Top priority',
  votingPercent: 'Voting, %',
  isFinal: 'Final',
  alignment: 'Alignment, %',
  url: 'Link to Ducalis',
};

export function resultName(result: ResultName, criterion: string | null): string {
  return result === 'criterion' ? (criterion ?? 'Criterion') : RESULT_WORDS[result];
}

/** "12" is an issue of this project; anything else is taken as typed. */
export function issueKey(typed: string, project: string): string {
  const text = typed.trim();
  return /^\d+$/.test(text) ? `${project}-${text}` : text.toUpperCase();
}

export interface PreviewLine {
  readonly name: string;
  /** Null: Ducalis' field is cleared. */
  readonly value: string | null;
}

/** Everything that would be sent, in the order in which people read an issue. */
export function previewLines(preview: Preview, boardFields: readonly BoardField[]): readonly PreviewLine[] {
  const nameOf = (key: string) => boardFields.find((field) => field.key === key)?.name ?? key;
  return [
    { name: 'Name', value: preview.name },
    { name: 'Status', value: preview.status },
    { name: 'Type', value: preview.type },
    { name: 'Assignee', value: preview.assignee },
    { name: 'Labels', value: preview.labels.join(', ') || null },
    { name: 'Resolved', value: preview.resolved ? 'Yes' : 'No' },
    ...Object.entries(preview.fields).map(([key, value]) => ({ name: nameOf(key), value: shown(value) })),
  ];
}

function shown(value: Preview['fields'][string]): string | null {
  if (value === null) return null;
  return Array.isArray(value) ? value.join(', ') || null : String(value);
}

/** "120 of 340 issues match"; of a large project only some are looked at. */
export function countInWords({ matching, looked, total }: CountView, locale: string): string {
  const number = new Intl.NumberFormat(locale);
  const verb = matching === 1 ? 'matches' : 'match';
  if (looked >= total) {
    return `${number.format(matching)} of ${number.format(total)} ${total === 1 ? 'issue' : 'issues'} ${verb}.`;
  }
  const guess = Math.round((matching / Math.max(looked, 1)) * total);
  return `About ${number.format(guess)} of ${number.format(total)} issues match: ${number.format(matching)} of the ${number.format(looked)} looked at.`;
}
