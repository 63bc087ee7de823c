/** For the issue panel: what it shows, and sending the issue again. */

import { asyncFunctions } from '../src/app/scripts.ts';
import { retryIssue } from '../src/handlers/attention.ts';
import { issueEndpoint } from '../src/handlers/endpoints.ts';
import { panelOf } from '../src/handlers/panel.ts';

export const httpHandler = {
  endpoints: [
    issueEndpoint({ method: 'GET', path: 'panel' }, 'READ_ISSUE', ({ execution }, issue) =>
      panelOf(execution, issue),
    ),
    issueEndpoint({ method: 'POST', path: 'retry' }, 'UPDATE_ISSUE', ({ execution }, issue) => {
      retryIssue(execution, issue);
      return panelOf(execution, issue);
    }),
  ],
  asyncFunctions,
};
