/** Every failure a person can meet, as a closed list. The sentences they read are in the catalogue of the widgets. */
export const ERROR_CODES = [
  'token-missing',
  'token-rejected',
  'youtrack-token-missing',
  'no-issue-yet',
  'board-not-allowed',
  'person-not-in-team',
  'ducalis-unreachable',
  'ducalis-busy',
  'answer-not-understood',
  'no-boards',
  'board-not-found',
  'board-disabled',
  'push-unsupported',
  'instance-changed',
  'project-not-found',
  'project-not-connected',
  'project-on-another-board',
  'field-not-found',
  'fields-incompatible',
  'field-matched-twice',
  'unit-not-applicable',
  'values-not-applicable',
  'filter-field-unsuitable',
  'value-not-found',
  'result-unsuitable',
  'field-both-ways',
  'listed-twice',
  'conflict',
  'configuration-newer',
  'request-malformed',
  'not-allowed',
  'issue-not-found',
  'issue-rejected',
  'value-not-mapped',
  'youtrack-unreachable',
  'youtrack-failed',
  'not-confirmed',
  'unexpected',
] as const;

export type ErrorCode = (typeof ERROR_CODES)[number];

export function isErrorCode(code: string): code is ErrorCode {
  return ERROR_CODES.some((known) => known === code);
}
