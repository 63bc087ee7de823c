/** When an issue is deleted: takes it off the board. */

import { changeRule } from '../src/app/scripts.ts';
import { isOnBoard, markRemoved } from '../src/app/sending/deletions.ts';

export const rule = changeRule({
  title: 'Remove deleted issues from Ducalis',
  runOn: { change: false, removal: true },
  guard: isOnBoard,
  action: markRemoved,
});
