/** The project team, and who of it has access to the board. */

import type * as v from 'valibot';
import { type Member, parseMembers } from '../../ducalis/answers.ts';
import { addMembers, listMembers, MOST_MEMBERS_A_CALL } from '../../ducalis/requests.ts';
import type { InviteSchema, KeepInStep, People } from '../../shared/project-page.ts';
import { Refusal } from '../../shared/refusal.ts';
import type { Execution, ProjectHandle } from '../../youtrack/ports.ts';
import { understood } from './ask.ts';
import { strangers } from './strangers.ts';

export function peopleOf(execution: Execution, project: ProjectHandle): People {
  return view(project, membersOf(execution, project));
}

/** @throws Refusal when the project has no board or Ducalis does not say who is on it. */
function membersOf(execution: Execution, project: ProjectHandle): readonly Member[] {
  const board = boardOf(execution, project);
  const answer = execution.ask(listMembers(board));
  return understood(execution, answer, parseMembers(answer), { kind: 'team', board }).items;
}

/** Invites members of the team, in as many calls as it takes. */
export function invite(
  execution: Execution,
  project: ProjectHandle,
  { logins }: v.InferOutput<typeof InviteSchema>,
): People {
  const board = boardOf(execution, project);
  const team = new Map(project.team().map((member) => [member.login, member]));
  const emails = logins.flatMap((login) => {
    const member = team.get(login);
    if (member === undefined) throw new Refusal('person-not-in-team', login);
    return member.email ?? [];
  });
  for (let from = 0; from < emails.length; from += MOST_MEMBERS_A_CALL) {
    const answer = execution.ask(addMembers(board, emails.slice(from, from + MOST_MEMBERS_A_CALL)));
    understood(execution, answer, parseMembers(answer), { kind: 'team', board });
  }
  return peopleOf(execution, project);
}

/**
 * Inviting stops also while Ducalis does not answer.
 *
 * @throws Refusal when Ducalis does not say who is on the board: then it invites nobody either.
 */
export function keepInStep(
  execution: Execution,
  project: ProjectHandle,
  { keepsInStep }: KeepInStep,
): KeepInStep {
  if (keepsInStep) membersOf(execution, project);
  project.record(keepsInStep ? { invitesTeam: true, invitedAt: null } : { invitesTeam: false });
  return { keepsInStep };
}

function boardOf(execution: Execution, project: ProjectHandle): string {
  const { connected, boardId } = project.facts();
  if (connected !== true || boardId === null) throw new Refusal('project-not-connected');
  if (!execution.hasDucalisToken) throw new Refusal('token-missing');
  return boardId;
}

function view(project: ProjectHandle, members: readonly Member[]): People {
  const team = project.team();
  const access = new Map(members.map(({ email, status }) => [email.toLowerCase(), status]));
  const emails = new Set(team.flatMap(({ email }) => email?.toLowerCase() ?? []));
  const unknown = new Set(strangers(project, members));
  return {
    members: team.map(({ login, name, email }) => ({
      login,
      name,
      email,
      access:
        email === null
          ? 'no-email'
          : unknown.has(email)
            ? 'unknown'
            : (access.get(email.toLowerCase()) ?? 'unknown'),
    })),
    others: members.filter(({ email }) => !emails.has(email.toLowerCase())).length,
    keepsInStep: project.facts().invitesTeam === true,
  };
}
