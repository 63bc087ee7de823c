/** For the tab in a project's settings. And for Ducalis, which posts results without waiting for a sweep. */
import { asyncFunctions } from '../src/app/scripts.ts';
import { projectEndpoints } from '../src/handlers/project.ts';

export const httpHandler = { endpoints: projectEndpoints, asyncFunctions };
