/** Where the sources and the outputs of this project lie on disk. The only place that knows. */
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Absolute path of the checkout. */
export const PROJECT_ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
