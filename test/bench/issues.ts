/** Issues as people write them. */
import type { SeedInput } from 'youtrack-client-mock';
import { AUTHOR, VALUES } from '../soak/places.ts';

export const DESCRIPTION = `**Expected**: the order is kept when a payment fails, and the customer can try again.

1. Put three things into the cart
2. Pay with a card that is refused
3. Go back

The cart is *empty*, see [the report](https://example.com/report). \`OrderService.restore\` logs nothing.
`;

type SeedIssue = NonNullable<SeedInput['issues']>[number];

export function oldIssue(project: string, index: number, description: string): SeedIssue {
  const one = <T>(values: readonly T[]): T | undefined => values[index % values.length];
  return {
    project,
    summary: `Keep the cart when payment ${index} fails`,
    description,
    reporter: AUTHOR,
    ageDays: 30 + (index % 300),
    fields: {
      Type: one(VALUES.Type) ?? null,
      State: one(VALUES.State) ?? null,
      Assignee: AUTHOR,
      Customer: `Customer ${index % 40}`,
      'Story points': index % 13,
      Component: one(VALUES.Component) ?? null,
      Platforms: ['Web', 'iOS'],
    },
  };
}
