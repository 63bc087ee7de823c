/** What the tab in a project's settings asks for, and what Ducalis posts. For administrators of the project. */
import { steerImport } from '../app/catching-up/steer-import.ts';
import { invite, keepInStep, peopleOf } from '../app/connecting/people.ts';
import { saveSettings } from '../app/connecting/settings.ts';
import { takeInbound } from '../app/results/inbound.ts';
import { retryWaiting } from '../app/sending/retry.ts';
import { activityOf } from '../app/views/activity.ts';
import { importView } from '../app/views/import.ts';
import { boardFields, countOf, pageOf, previewOf } from '../app/views/project-page.ts';
import { ImportActionSchema, RetrySchema } from '../shared/journal.ts';
import {
  CountRequestSchema,
  InviteSchema,
  KeepInStepSchema,
  PreviewRequestSchema,
  SaveSettingsSchema,
} from '../shared/project-page.ts';
import type { ProjectHandle } from '../youtrack/ports.ts';
import { type Call, type Endpoint, projectEndpoint } from './endpoints.ts';

const forAdministrators = (
  described: Pick<Endpoint, 'method' | 'path'>,
  answer: (call: Call, project: ProjectHandle) => unknown,
): Endpoint => projectEndpoint(described, 'UPDATE_PROJECT', answer);

export const projectEndpoints = [
  forAdministrators({ method: 'POST', path: 'scores' }, ({ execution, rawBody }, project) =>
    takeInbound(execution, project, rawBody),
  ),
  forAdministrators({ method: 'GET', path: 'settings' }, ({ execution }, project) =>
    pageOf(execution, project),
  ),
  forAdministrators({ method: 'POST', path: 'settings' }, ({ execution, body }, project) => {
    saveSettings(execution, project, body(SaveSettingsSchema));
    return pageOf(execution, project);
  }),
  forAdministrators({ method: 'GET', path: 'board' }, ({ execution, parameter }, project) =>
    boardFields(execution, project, parameter('id') ?? ''),
  ),
  forAdministrators({ method: 'POST', path: 'preview' }, ({ execution, body }, project) =>
    previewOf(execution, project, body(PreviewRequestSchema)),
  ),
  forAdministrators({ method: 'POST', path: 'count' }, ({ execution, body }, project) =>
    countOf(execution, project, body(CountRequestSchema)),
  ),
  forAdministrators({ method: 'GET', path: 'import' }, ({ execution }, project) =>
    importView(execution, project),
  ),
  forAdministrators({ method: 'POST', path: 'import' }, ({ execution, body }, project) => {
    steerImport(execution, project, body(ImportActionSchema));
    return importView(execution, project);
  }),
  forAdministrators({ method: 'GET', path: 'people' }, ({ execution }, project) =>
    peopleOf(execution, project),
  ),
  forAdministrators({ method: 'POST', path: 'people' }, ({ execution, body }, project) =>
    keepInStep(execution, project, body(KeepInStepSchema)),
  ),
  forAdministrators({ method: 'POST', path: 'invite' }, ({ execution, body }, project) =>
    invite(execution, project, body(InviteSchema)),
  ),
  forAdministrators({ method: 'GET', path: 'activity' }, ({ execution }, project) =>
    activityOf(execution, project),
  ),
  forAdministrators({ method: 'POST', path: 'retry' }, ({ execution, body }, project) => {
    retryWaiting(execution, project, body(RetrySchema).issue);
    return activityOf(execution, project);
  }),
];
