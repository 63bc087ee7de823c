/** What does not hold of settings, each at the control that fixes it, as it travels from the handler to the page. */
import * as v from 'valibot';
import { BUILT_IN_PARTS } from '../domain/field-types.ts';
import {
  MATCH_CONTROLS,
  type Problem,
  RESULT_CONTROLS,
  SETTINGS_CODES,
  WHOLE_PARTS,
} from '../domain/settings-problem.ts';

const Index = v.pipe(v.number(), v.integer(), v.minValue(0));

export const ProblemSchema: v.GenericSchema<unknown, Problem> = v.object({
  place: v.variant('part', [
    v.object({ part: v.picklist(WHOLE_PARTS) }),
    v.object({ part: v.literal('builtIn'), name: v.picklist(BUILT_IN_PARTS) }),
    v.object({ part: v.literal('match'), index: Index, control: v.picklist(MATCH_CONTROLS) }),
    v.object({ part: v.literal('result'), index: Index, control: v.picklist(RESULT_CONTROLS) }),
    v.object({ part: v.literal('condition'), index: Index }),
  ]),
  code: v.picklist(SETTINGS_CODES),
  detail: v.nullable(v.string()),
});
