/** For the issue panel: what it shows, and sending the issue again. */
import { markChanged } from '../src/app/change.ts';
import { issueEndpoint } from '../src/app/endpoints.ts';
import { panelOf } from '../src/app/panel.ts';
import { deliveryFunctions } from '../src/app/scripts.ts';

export const httpHandler = {
  endpoints: [
    issueEndpoint({ method: 'GET', path: 'panel' }, 'READ_ISSUE', ({ execution }, issue) =>
      panelOf(execution, issue),
    ),
    issueEndpoint({ method: 'POST', path: 'retry' }, 'UPDATE_ISSUE', ({ execution }, issue) => {
      issue.record({ failure: null, failureDetail: null, retryAt: null });
      markChanged(execution, issue);
      return panelOf(execution, issue);
    }),
  ],
  asyncFunctions: deliveryFunctions,
};
