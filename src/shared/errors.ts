/** The sentence a person reads for each failure, and whether trying again can help. For the widgets: scripts need only the codes. */
import type { ErrorCode } from './error-codes.ts';

export type { ErrorCode } from './error-codes.ts';

interface ErrorText {
  readonly sentence: string;
  readonly retryable: boolean;
}

export const ERRORS = {
  'token-missing': { sentence: 'No Ducalis API token is saved yet.', retryable: false },
  'token-rejected': {
    sentence: 'Ducalis did not accept the API token. Paste a valid token of an Owner or Admin.',
    retryable: false,
  },
  'youtrack-token-missing': { sentence: 'No YouTrack token is saved yet.', retryable: false },
  'no-issue-yet': {
    sentence:
      'This project has no issue yet, so the address of this YouTrack is not known. Choose another project.',
    retryable: false,
  },
  'board-not-allowed': {
    sentence: 'A system administrator has not released this board for projects.',
    retryable: false,
  },
  'person-not-in-team': { sentence: 'Only members of the project team can be invited.', retryable: false },
  'ducalis-unreachable': {
    sentence: 'Ducalis did not answer. Changes are kept and will be sent when it is back.',
    retryable: true,
  },
  'ducalis-busy': {
    sentence: 'Ducalis is busy or out of order. Changes are kept and will be sent later.',
    retryable: true,
  },
  'answer-not-understood': {
    sentence: 'Ducalis answered with something this app does not understand.',
    retryable: true,
  },
  'no-boards': {
    sentence: 'This Ducalis account has no board yet. Create one in Ducalis first.',
    retryable: true,
  },
  'board-not-found': { sentence: 'This board does not exist in Ducalis any more.', retryable: false },
  'board-disabled': { sentence: 'Ducalis has switched this board off.', retryable: false },
  'push-unsupported': {
    sentence: 'This Ducalis cannot receive issues from YouTrack yet. Results are read from Sync Back fields.',
    retryable: false,
  },
  'instance-changed': {
    sentence:
      'This YouTrack has a new address. Say whether it was moved or is a copy; until then nothing is sent.',
    retryable: false,
  },
  'project-not-found': {
    sentence: 'This project does not exist or is not visible to you.',
    retryable: false,
  },
  'project-not-connected': { sentence: 'This project has no board yet.', retryable: false },
  'project-on-another-board': {
    sentence: 'This project is on another board by now. Its own settings say which, and can change it.',
    retryable: false,
  },
  'field-not-found': { sentence: 'One of the matched fields does not exist any more.', retryable: false },
  'fields-incompatible': {
    sentence: 'One of the YouTrack fields cannot feed the Ducalis field it is matched with.',
    retryable: false,
  },
  'field-matched-twice': {
    sentence: 'A Ducalis field can be fed by one YouTrack field only.',
    retryable: false,
  },
  'unit-not-applicable': {
    sentence: 'A unit can be chosen only where a period feeds a number.',
    retryable: false,
  },
  'values-not-applicable': {
    sentence: 'Values can be mapped only from a field with named values to a selector.',
    retryable: false,
  },
  'filter-field-unsuitable': {
    sentence: 'A filter can look only at fields whose values have names, such as types and states.',
    retryable: false,
  },
  'value-not-found': { sentence: 'One of the values does not exist in this project.', retryable: false },
  'result-unsuitable': {
    sentence: 'A YouTrack field cannot hold the result chosen for it.',
    retryable: false,
  },
  'field-both-ways': {
    sentence: 'A YouTrack field cannot both feed Ducalis and take a result from it.',
    retryable: false,
  },
  'listed-twice': {
    sentence: 'The same name stands twice in a list where it may stand once.',
    retryable: false,
  },
  conflict: { sentence: 'Somebody else has saved these settings in the meantime.', retryable: false },
  'configuration-newer': {
    sentence: 'These settings were saved by a newer version of the app and are left untouched.',
    retryable: false,
  },
  'request-malformed': { sentence: 'The request could not be read.', retryable: false },
  'not-allowed': { sentence: 'You do not have the permission for this.', retryable: false },
  'issue-not-found': { sentence: 'This issue does not exist or is not visible to you.', retryable: false },
  'value-not-mapped': {
    sentence: 'A value of this issue is not in the value map. Map it, or choose another value.',
    retryable: true,
  },
  'issue-rejected': { sentence: 'Ducalis refused this issue.', retryable: true },
  'youtrack-unreachable': { sentence: 'YouTrack did not answer. Try again in a moment.', retryable: true },
  'youtrack-failed': {
    sentence: 'YouTrack did not answer this as it should. An administrator can see why in its log.',
    retryable: true,
  },
  'not-confirmed': {
    sentence:
      'YouTrack did not let the request through. When it asks whether the app may send it, choose Allow.',
    retryable: true,
  },
  unexpected: {
    sentence: 'Something went wrong inside the app. An administrator can see why in its log.',
    retryable: true,
  },
} as const satisfies Record<ErrorCode, ErrorText>;
