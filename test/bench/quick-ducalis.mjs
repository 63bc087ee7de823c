import { register } from 'tsx/esm/api';

register();
await import('./quick-ducalis.ts');
