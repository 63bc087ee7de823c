import { describe, expect, it } from 'vitest';
import { isShared } from '../../src/youtrack/snapshot.ts';

interface Group {
  readonly name: string;
  readonly isAllUsersGroup?: boolean;
}

const PROJECT = { team: { name: 'Demo Team' } };
const ALL_USERS: Group = { name: 'All Users', isAllUsersGroup: true };
const TEAM: Group = { name: 'Demo Team' };
const OTHERS: Group = { name: 'Other Team' };

/** Whether a tag that these groups can see is sent for an issue of the project. */
function isSent(...groups: readonly Group[]): boolean {
  const permittedReadUserGroups = { forEach: (visit: (group: Group) => void) => groups.forEach(visit) };
  return isShared({ permittedReadUserGroups }, PROJECT);
}

describe('a tag', () => {
  it('that everybody can see is sent', () => {
    expect(isSent(ALL_USERS)).toBe(true);
    expect(isSent(OTHERS, ALL_USERS)).toBe(true);
    expect(isSent(ALL_USERS, OTHERS)).toBe(true);
  });

  it('that the project team can see is sent', () => {
    expect(isSent(TEAM)).toBe(true);
    expect(isSent(OTHERS, TEAM)).toBe(true);
    expect(isSent(TEAM, OTHERS)).toBe(true);
  });

  it('that is personal, or for others, is not sent', () => {
    expect(isSent()).toBe(false);
    expect(isSent(OTHERS)).toBe(false);
    expect(isSent({ name: 'All Users', isAllUsersGroup: false })).toBe(false);
  });
});
