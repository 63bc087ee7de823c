/** For Ducalis: takes results in without waiting for the next sweep. */
import { projectEndpoint } from '../src/app/endpoints.ts';
import { takeInbound } from '../src/app/results.ts';

export const httpHandler = {
  endpoints: [
    projectEndpoint({ method: 'POST', path: 'scores' }, 'UPDATE_PROJECT', ({ execution, rawBody }, project) =>
      takeInbound(execution, project, rawBody),
    ),
  ],
};
