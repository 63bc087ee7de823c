/** `npm run build`: builds the app into `dist/`. */
import { join } from 'node:path';
import { buildApp } from './build-app.ts';
import { PROJECT_ROOT } from './project.ts';

const version = await buildApp(join(PROJECT_ROOT, 'dist'));
console.log(`Built version ${version} into dist/`);
