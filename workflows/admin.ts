/** For the administration page: the connection, and the projects on boards. */

import { administrationEndpoints } from '../src/handlers/administration.ts';
import { httpHandlerFor } from '../src/handlers/http-handler.ts';

export const httpHandler = httpHandlerFor(administrationEndpoints);
