/** What the rule makers return: the rule itself, marked with what it reacts to (youtrack-platform §1). */

export type RuleType = 'onChange' | 'onSchedule' | 'action' | 'stateMachine' | 'sla';

export function makeRule(target: string, ruleType: RuleType, properties: unknown): object {
  return Object.assign({}, properties, { target, ruleType });
}
