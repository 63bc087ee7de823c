/** A text for a person as data: which message, and what fills its places. Pure, so that what decides about words needs no language. */
import type { ErrorCode } from '../../src/shared/error-codes.ts';
import type common from './en/common.json';
import type errors from './en/errors.json';
import type issue from './en/issue.json';
import type pages from './en/pages.json';
import type project from './en/project.json';
import type settings from './en/settings.json';

/** Every message of the catalogue. A wrong id does not compile. */
export type MessageId =
  | keyof typeof common
  | keyof typeof errors
  | keyof typeof issue
  | keyof typeof pages
  | keyof typeof project
  | keyof typeof settings;

export interface Message {
  readonly id: MessageId;
  readonly values?: Values;
}

/** A message, or a name that comes from YouTrack, Ducalis or a person and is shown as it is. */
export type Shown = string | Message;

/** A list is joined as the language joins lists. */
export type Value = Shown | number | readonly Shown[];
export type Values = Readonly<Record<string, Value>>;

export function message(id: MessageId, values?: Values): Message {
  return values === undefined ? { id } : { id, values };
}

/** The sentence for a failure. Compiles only while every code has one. */
export function errorMessage(code: ErrorCode): Message {
  return message(`error.${code}`);
}
