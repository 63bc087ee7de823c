/** What the page says about settings: their state, what is unsaved, what would be sent. Pure. */

import type { ResultName } from '../../../src/domain/results.ts';
import type { BoardField } from '../../../src/shared/api.ts';
import type { ErrorCode } from '../../../src/shared/error-codes.ts';
import type { CountView, Preview, ProjectPage } from '../../../src/shared/project-page.ts';
import { clockTime } from '../../common/time.ts';
import { errorMessage, type Message, message, type Shown } from '../../messages/message.ts';
import { changedParts, type Draft, type DraftPart, draftOf } from './draft.ts';

export function partNames(parts: readonly DraftPart[]): readonly Message[] {
  return parts.map((part) => message(`project.changed.${part}`));
}

/** What somebody else has changed meanwhile. */
export function differencesInWords(before: ProjectPage, now: ProjectPage): Message {
  if (before.isConnected && (!now.isConnected || now.isLeaving)) {
    return message('project.theirs.disconnected');
  }
  const after = draftOf(now.project);
  const parts = changedParts(after, draftOf(before.project));
  if (parts.length === 0) return message('project.theirs.same');
  return after.board !== null && parts.includes('board')
    ? message('project.theirs.changedBoard', { parts: partNames(parts), board: after.board.name })
    : message('project.theirs.changed', { parts: partNames(parts) });
}

interface MissingBoard {
  readonly title: Message;
  readonly sentence: Message;
  readonly action: Message;
}

/** Why a tab has nothing to show yet; null when it has. @param isEditing whether it shows what is being edited. */
export function missingBoard(isEditing: boolean, page: ProjectPage, { board }: Draft): MissingBoard | null {
  if (isEditing) {
    if (board !== null) return null;
    return {
      title: message('project.missing.noBoard.title'),
      sentence: message('project.missing.noBoard.sentence'),
      action: message('pages.chooseBoard'),
    };
  }
  if (page.isLeaving) {
    return {
      title: message('project.missing.leaving.title'),
      sentence: message('project.missing.leaving.sentence'),
      action: message('project.missing.leaving.action'),
    };
  }
  if (page.isConnected) return null;
  return board === null
    ? {
        title: message('project.missing.noBoard.title'),
        sentence: message('project.missing.noBoard.saved'),
        action: message('pages.chooseBoard'),
      }
    : {
        title: message('project.missing.notSaved.title'),
        sentence: message('project.missing.notSaved.sentence'),
        action: message('project.missing.notSaved.action'),
      };
}

export interface StateWords {
  readonly kind: 'info' | 'success' | 'warning' | 'error';
  readonly label: Message;
  readonly sentence: Message;
}

/** The one thing that matters most about the project's connection. @param now in ms. */
export function connectionState(page: ProjectPage, now: number, locale: string): StateWords {
  const { connection, project, isConnected, isLeaving } = page;
  const { state, reason, push, notBefore } = connection;
  if (state === 'no-token' || state === 'untested') {
    return {
      kind: 'warning',
      label: message('project.state.noDucalis.label'),
      sentence: message('project.state.ask'),
    };
  }
  if (state === 'suspended' || state === 'failed') {
    return {
      kind: 'error',
      label: message('project.state.paused.label'),
      sentence:
        reason === null
          ? message('project.state.paused.sentence')
          : message('project.state.paused.because', { reason: errorMessage(reason) }),
    };
  }
  if (isLeaving) {
    return {
      kind: 'info',
      label: message('project.state.leaving.label'),
      sentence: message('project.state.leaving.sentence'),
    };
  }
  if (!isConnected) {
    return {
      kind: 'info',
      label: message('project.state.notConnected.label'),
      sentence: message('project.state.notConnected.sentence'),
    };
  }
  if (project.suspendedReason !== null) {
    return {
      kind: 'error',
      label: message('project.state.pausedHere.label'),
      sentence: pausedHere(project.suspendedReason),
    };
  }
  if (push === 'unsupported') {
    return {
      kind: 'warning',
      label: message('project.state.readingOnly'),
      sentence: errorMessage('push-unsupported'),
    };
  }
  if (notBefore !== null && notBefore > now) {
    return {
      kind: 'warning',
      label: message('project.state.waiting.label'),
      sentence: message('project.state.waiting.sentence', { time: clockTime(notBefore, now, locale) }),
    };
  }
  return {
    kind: 'success',
    label: message('project.state.connected.label'),
    sentence: message('project.state.connected.sentence'),
  };
}

function pausedHere(code: ErrorCode): Message {
  const reason = errorMessage(code);
  if (code === 'board-forbidden') return message('project.state.pausedHere.forbidden', { reason });
  if (code === 'board-disabled') return message('project.state.pausedHere.disabled', { reason });
  return message('project.state.pausedHere.sentence', { reason });
}

export function resultName(result: ResultName, criterion: string | null): Shown {
  return result === 'criterion' && criterion !== null ? criterion : message(`project.result.${result}`);
}

/** "12" is an issue of this project; anything else is taken as typed. */
export function issueKey(typed: string, project: string): string {
  const text = typed.trim();
  return /^\d+$/.test(text) ? `${project}-${text}` : text.toUpperCase();
}

export interface PreviewLine {
  readonly key: string;
  readonly name: Shown;
  /** Null: Ducalis' field is cleared. */
  readonly value: Shown | null;
}

/** Everything that would be sent, in the order in which people read an issue. */
export function previewLines(preview: Preview, boardFields: readonly BoardField[]): readonly PreviewLine[] {
  const nameOf = (key: string) => boardFields.find((field) => field.key === key)?.name ?? key;
  return [
    part('name', preview.name),
    part('status', preview.status),
    part('type', preview.type),
    part('assignee', preview.assignee),
    part('labels', shown(preview.labels)),
    part('resolved', message(preview.resolved ? 'project.yes' : 'project.no')),
    ...Object.entries(preview.fields).map(([key, value]) => ({
      key: `field:${key}`,
      name: nameOf(key),
      value: shown(value),
    })),
  ];
}

type PreviewPart = 'name' | 'status' | 'type' | 'assignee' | 'labels' | 'resolved';

function part(key: PreviewPart, value: Shown | null): PreviewLine {
  return { key, name: message(`project.previewLine.${key}`), value };
}

function shown(value: Preview['fields'][string]): Shown | null {
  if (value === null) return null;
  if (!Array.isArray(value)) return String(value);
  return value.length === 0 ? null : message('project.list', { values: value });
}

/** "120 of 340 issues match"; of a large project only some are looked at. */
export function countInWords({ matching, looked, total }: CountView): Message {
  if (looked >= total) return message('project.count.all', { matching, total });
  const guess = Math.round((matching / Math.max(looked, 1)) * total);
  return message('project.count.guess', { guess, total, matching, looked });
}
