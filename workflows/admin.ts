/** For the administration page: the connection, and the projects on boards. */
import { asyncFunctions } from '../src/app/scripts.ts';
import { administrationEndpoints } from '../src/handlers/administration.ts';

export const httpHandler = { endpoints: administrationEndpoints, asyncFunctions };
