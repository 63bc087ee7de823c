/** Every screen of the app. A new one goes into the list of its widget; its pictures are made by `npm run screens`. */
import { ADMINISTRATION_SETTING_UP } from './administration-account.ts';
import { ADMINISTRATION_CONNECTED } from './administration-connected.ts';
import { ADMINISTRATION_BY_HAND } from './administration-reading.ts';
import { ISSUE } from './issue.ts';
import { ISSUE_READING } from './issue-reading.ts';
import { PROJECT_ACTING } from './project-acting.ts';
import { PROJECT_CONNECTED, PROJECT_READING, PROJECT_SETTING_UP } from './project-connection.ts';
import { PROJECT_EDITING } from './project-editing.ts';
import type { Scene } from './screen.ts';
import { TROUBLE } from './trouble.ts';

export const SCENES: readonly Scene[] = [
  ISSUE,
  ISSUE_READING,
  PROJECT_SETTING_UP,
  PROJECT_EDITING,
  PROJECT_ACTING,
  PROJECT_CONNECTED,
  PROJECT_READING,
  ADMINISTRATION_SETTING_UP,
  ADMINISTRATION_CONNECTED,
  ADMINISTRATION_BY_HAND,
  TROUBLE,
];
