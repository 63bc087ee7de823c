/** For the tab in a project's settings. And for Ducalis, which posts results without waiting for a sweep. */
import { asyncFunctions } from '../src/app/scripts.ts';
import { activityOf, retry } from '../src/handlers/attention.ts';
import { projectEndpoint } from '../src/handlers/endpoints.ts';
import { actOnImport, importView } from '../src/handlers/import.ts';
import { takeInbound } from '../src/handlers/inbound.ts';
import { invite, keepInStep, peopleOf } from '../src/handlers/people.ts';
import { boardFields, countOf, pageOf, previewOf, savePage } from '../src/handlers/project-page.ts';

const MAY = 'UPDATE_PROJECT';

export const httpHandler = {
  endpoints: [
    projectEndpoint({ method: 'POST', path: 'scores' }, MAY, ({ execution, rawBody }, project) =>
      takeInbound(execution, project, rawBody),
    ),
    projectEndpoint({ method: 'GET', path: 'settings' }, MAY, ({ execution }, project) =>
      pageOf(execution, project),
    ),
    projectEndpoint({ method: 'POST', path: 'settings' }, MAY, savePage),
    projectEndpoint({ method: 'GET', path: 'board' }, MAY, boardFields),
    projectEndpoint({ method: 'POST', path: 'preview' }, MAY, previewOf),
    projectEndpoint({ method: 'POST', path: 'count' }, MAY, countOf),
    projectEndpoint({ method: 'GET', path: 'import' }, MAY, ({ execution }, project) =>
      importView(execution, project),
    ),
    projectEndpoint({ method: 'POST', path: 'import' }, MAY, actOnImport),
    projectEndpoint({ method: 'GET', path: 'people' }, MAY, ({ execution }, project) =>
      peopleOf(execution, project),
    ),
    projectEndpoint({ method: 'POST', path: 'people' }, MAY, keepInStep),
    projectEndpoint({ method: 'POST', path: 'invite' }, MAY, invite),
    projectEndpoint({ method: 'GET', path: 'activity' }, MAY, ({ execution }, project) =>
      activityOf(execution, project),
    ),
    projectEndpoint({ method: 'POST', path: 'retry' }, MAY, retry),
  ],
  asyncFunctions,
};
