/** For the tab in a project's settings. And for Ducalis, which posts results without waiting for a round. */
import { httpHandlerFor } from '../src/handlers/http-handler.ts';
import { projectEndpoints } from '../src/handlers/project.ts';

export const httpHandler = httpHandlerFor(projectEndpoints);
