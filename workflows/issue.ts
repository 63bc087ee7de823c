/** For the issue panel: what it shows, and sending the issue again. */
import { asyncFunctions } from '../src/app/scripts.ts';
import { issueEndpoints } from '../src/handlers/issue.ts';

export const httpHandler = { endpoints: issueEndpoints, asyncFunctions };
