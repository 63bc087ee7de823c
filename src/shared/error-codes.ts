/** Every failure a person can meet, as a closed list. The sentences they read are in the catalogue of the widgets. */
import { SETTINGS_CODES } from '../domain/settings-problem.ts';

export const ERROR_CODES = [
  ...SETTINGS_CODES,
  'token-missing',
  'token-rejected',
  'youtrack-token-missing',
  'no-issue-yet',
  'person-not-in-team',
  'ducalis-unreachable',
  'ducalis-busy',
  'answer-not-understood',
  'no-boards',
  'board-disabled',
  'board-forbidden',
  'instance-changed',
  'project-not-found',
  'project-not-connected',
  'project-on-another-board',
  'not-abandoned',
  'conflict',
  'data-newer',
  'configuration-newer',
  'configuration-damaged',
  'request-malformed',
  'not-allowed',
  'issue-not-found',
  'issue-rejected',
  'issue-failing',
  'issue-blocked',
  'issue-unanswered',
  'revision-ahead',
  'removed-in-ducalis',
  'value-not-mapped',
  'youtrack-unreachable',
  'youtrack-failed',
  'not-confirmed',
  'nothing-changed',
  'unexpected',
] as const;

export type ErrorCode = (typeof ERROR_CODES)[number];

export function isErrorCode(code: string): code is ErrorCode {
  return ERROR_CODES.some((known) => known === code);
}
