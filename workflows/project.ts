/** For a project's administrators: its import and its journal. For Ducalis: takes results in without waiting for a sweep. */

import { asyncFunctions } from '../src/app/scripts.ts';
import { activityOf, retry } from '../src/handlers/attention.ts';
import { projectEndpoint } from '../src/handlers/endpoints.ts';
import { actOnImport, importView } from '../src/handlers/import.ts';
import { takeInbound } from '../src/handlers/inbound.ts';

export const httpHandler = {
  endpoints: [
    projectEndpoint({ method: 'POST', path: 'scores' }, 'UPDATE_PROJECT', ({ execution, rawBody }, project) =>
      takeInbound(execution, project, rawBody),
    ),
    projectEndpoint({ method: 'GET', path: 'import' }, 'UPDATE_PROJECT', ({ execution }, project) =>
      importView(execution, project),
    ),
    projectEndpoint({ method: 'POST', path: 'import' }, 'UPDATE_PROJECT', actOnImport),
    projectEndpoint({ method: 'GET', path: 'activity' }, 'UPDATE_PROJECT', ({ execution }, project) =>
      activityOf(execution, project),
    ),
    projectEndpoint({ method: 'POST', path: 'retry' }, 'UPDATE_PROJECT', retry),
  ],
  asyncFunctions,
};
