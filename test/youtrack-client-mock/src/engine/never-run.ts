/** Scripts that YouTrack would run and this emulator cannot: they are imported and listed, and it is said of them. */
import type { LoadedScript } from './app-runtime.ts';

const TARGETS: ReadonlySet<string> = new Set(['Issue', 'IssueComment', 'IssueAttachment']);

export function neverRun(
  scripts: Iterable<LoadedScript>,
): readonly { readonly script: string; readonly text: string }[] {
  return [...scripts].flatMap(({ name, definition }) => {
    if (definition.kind !== 'rule') return [];
    const { ruleType, target } = definition.rule;
    if (ruleType === 'sla') return [{ script: name, text: 'It is never run here: helpdesk is not emulated' }];
    if (TARGETS.has(target)) return [];
    return [{ script: name, text: `It is never run here: rules on ${target} are not emulated` }];
  });
}
