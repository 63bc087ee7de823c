/** What the issue panel asks for. For everybody who sees the issue. */
import { retryIssue } from '../app/sending/retry.ts';
import { panelOf } from '../app/views/panel.ts';
import { issueEndpoint } from './endpoints.ts';

export const issueEndpoints = [
  issueEndpoint({ method: 'GET', path: 'panel' }, 'READ_ISSUE', ({ execution }, issue) =>
    panelOf(execution, issue),
  ),
  issueEndpoint({ method: 'POST', path: 'retry' }, 'UPDATE_ISSUE', ({ execution }, issue) => {
    retryIssue(execution, issue);
    return panelOf(execution, issue);
  }),
];
