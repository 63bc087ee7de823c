/** Every failure a person can meet, as a closed list. The sentences they read stand in `errors.ts`. */
export const ERROR_CODES = [
  'token-missing',
  'token-rejected',
  'ducalis-unreachable',
  'ducalis-busy',
  'answer-not-understood',
  'no-boards',
  'board-not-found',
  'board-disabled',
  'push-unsupported',
  'project-not-found',
  'app-not-attached',
  'field-not-found',
  'fields-incompatible',
  'field-matched-twice',
  'conflict',
  'configuration-newer',
  'request-malformed',
  'not-allowed',
  'issue-not-found',
  'issue-rejected',
  'unexpected',
] as const;

export type ErrorCode = (typeof ERROR_CODES)[number];

export function isErrorCode(code: string): code is ErrorCode {
  return ERROR_CODES.some((known) => known === code);
}
