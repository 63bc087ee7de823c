/** For the issue panel: what it shows, and sending the issue again. */
import { httpHandlerFor } from '../src/handlers/http-handler.ts';
import { issueEndpoints } from '../src/handlers/issue.ts';

export const httpHandler = httpHandlerFor(issueEndpoints);
