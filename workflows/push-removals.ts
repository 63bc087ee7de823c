/** When an issue is deleted: takes it off the board. */
import { isOnBoard, markRemoved } from '../src/app/removal.ts';
import { changeRule } from '../src/app/scripts.ts';

export const rule = changeRule({
  title: 'Remove deleted issues from Ducalis',
  runOn: { change: false, removal: true },
  guard: isOnBoard,
  action: markRemoved,
});
