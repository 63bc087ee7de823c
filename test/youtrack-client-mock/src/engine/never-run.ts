/** Scripts that YouTrack would run and this emulator cannot: they are imported and listed, and it is said of them. */
import type { LoadedScript } from './app-runtime.ts';
import type { Rule } from './definitions.ts';

const DOCUMENTS = ['Issue', 'Article'];

/** On what each type of rule runs. */
const TARGETS: Readonly<Record<Exclude<Rule['ruleType'], 'sla'>, readonly string[]>> = {
  onChange: DOCUMENTS,
  onSchedule: ['Issue'],
  action: DOCUMENTS.flatMap((name) => [name, `${name}Comment`, `${name}Attachment`]),
  stateMachine: ['Issue'],
};

export function neverRun(
  scripts: Iterable<LoadedScript>,
): readonly { readonly script: string; readonly text: string }[] {
  return [...scripts].flatMap(({ name, definition }) => {
    if (definition.kind !== 'rule') return [];
    const { ruleType, target } = definition.rule;
    if (ruleType === 'sla') return [{ script: name, text: 'It is never run here: helpdesk is not emulated' }];
    if (TARGETS[ruleType].includes(target)) return [];
    return [{ script: name, text: `It is never run here: rules on ${target} are not emulated` }];
  });
}
