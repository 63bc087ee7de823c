#!/usr/bin/env node
import { fileURLToPath } from 'node:url';
import { register } from 'tsx/esm/api';

// The pages' JSX is compiled by these settings; without them tsx would take those of the folder it is started in.
register({ tsconfig: fileURLToPath(new URL('./runtime.tsconfig.json', import.meta.url)) });
await import('../src/cli.ts');
