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
import type { Endpoint } from '../youtrack/rules.ts';
import { type Call, projectEndpoint } from './endpoints.ts';

const forAdministrators = (
  method: Endpoint['method'],
  path: string,
  answer: (call: Call, project: ProjectHandle) => unknown,
): Endpoint => projectEndpoint({ method, path }, 'UPDATE_PROJECT', answer);

export const projectEndpoints = [
  forAdministrators('POST', 'scores', ({ execution, rawBody }, project) =>
    takeInbound(execution, project, rawBody),
  ),
  forAdministrators('GET', 'settings', ({ execution }, project) => pageOf(execution, project)),
  forAdministrators('POST', 'settings', ({ execution, body }, project) => {
    saveSettings(execution, project, body(SaveSettingsSchema));
    return pageOf(execution, project);
  }),
  forAdministrators('GET', 'board', ({ execution, parameter }, project) =>
    boardFields(execution, project, parameter('id') ?? ''),
  ),
  forAdministrators('POST', 'preview', ({ execution, body }, project) =>
    previewOf(execution, project, body(PreviewRequestSchema)),
  ),
  forAdministrators('POST', 'count', ({ execution, body }, project) =>
    countOf(execution, project, body(CountRequestSchema)),
  ),
  forAdministrators('GET', 'import', ({ execution }, project) => importView(execution, project)),
  forAdministrators('POST', 'import', ({ execution, body }, project) => {
    steerImport(execution, project, body(ImportActionSchema));
    return importView(execution, project);
  }),
  forAdministrators('GET', 'people', ({ execution }, project) => peopleOf(execution, project)),
  forAdministrators('POST', 'people', ({ execution, body }, project) =>
    keepInStep(execution, project, body(KeepInStepSchema)),
  ),
  forAdministrators('POST', 'invite', ({ execution, body }, project) =>
    invite(execution, project, body(InviteSchema)),
  ),
  forAdministrators('GET', 'activity', ({ execution }, project) => activityOf(execution, project)),
  forAdministrators('POST', 'retry', ({ execution, body }, project) => {
    retryWaiting(execution, project, body(RetrySchema).issue);
    return activityOf(execution, project);
  }),
];
