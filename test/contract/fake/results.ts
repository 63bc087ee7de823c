/** Results as Ducalis tells them. */
import type { FakeIssue } from './issue.ts';

/** @param change what differs from a result that is as good as any. */
export function resultOf(
  issue: FakeIssue,
  change: Readonly<Record<string, unknown>> = {},
): Readonly<Record<string, unknown>> {
  return {
    source: 'instance-of-test',
    external_id: issue.delivery().externalId,
    url: null,
    revision: null,
    total_score: 42.5,
    priority: 3,
    top_priority: false,
    voting_percent: 80,
    all_voted: true,
    alignment: 66.6,
    criteria: [{ key: 'reach', name: 'Reach', type: 'value', score: 8 }],
    updated_at: '2026-01-01T00:00:00Z',
    ...change,
  };
}
