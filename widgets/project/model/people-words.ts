/** Access to the board in words, and who can be invited. Pure. */

import { MOST_INVITED, type People } from '../../../src/shared/project-page.ts';
import { type Message, message } from '../../messages/message.ts';

export function toInvite({ members }: People): readonly string[] {
  return members.filter(({ access }) => access === 'unknown').map(({ login }) => login);
}

/** More than one call takes are invited in steps, which a person sees. */
export function inviteLabel(waiting: number): Message {
  if (waiting === 0) return message('project.people.allInvited');
  return waiting <= MOST_INVITED
    ? message('project.people.inviteAll', { count: waiting })
    : message('project.people.inviteFirst', { most: MOST_INVITED, count: waiting });
}
