/** On change: marks an issue that Ducalis should hear of and schedules one function. */

import { changeRule } from '../src/app/scripts.ts';
import { isRelevantChange, markChanged } from '../src/app/sending/mark.ts';

export const rule = changeRule({
  title: 'Send changes to Ducalis',
  runOn: { change: true, removal: false },
  guard: isRelevantChange,
  action: markChanged,
});
