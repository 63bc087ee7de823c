/** Access to the board in words, and who can be invited. Pure. */
import { MOST_INVITED, type People } from '../../../src/shared/project-page.ts';

export const ACCESS_WORDS = {
  active: 'Has access',
  pending: 'Invited',
  unknown: 'No access',
  'no-email': 'No e-mail address',
} as const satisfies Record<People['members'][number]['access'], string>;

export function toInvite({ members }: People): readonly string[] {
  return members.filter(({ access }) => access === 'unknown').map(({ login }) => login);
}

/** More than one call takes are invited in steps, which a person sees. */
export function inviteLabel(waiting: number): string {
  if (waiting === 0) return 'Everybody is invited';
  if (waiting === 1) return 'Invite 1 person';
  return waiting <= MOST_INVITED ? `Invite all ${waiting}` : `Invite the first ${MOST_INVITED} of ${waiting}`;
}

export function othersInWords(others: number): string {
  return others === 1
    ? '1 more person has access to the board and is not in the team.'
    : `${others} more people have access to the board and are not in the team.`;
}
