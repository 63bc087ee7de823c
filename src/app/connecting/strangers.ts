/** Who of the project team is not on the board. */
import type { ProjectHandle } from '../../youtrack/ports.ts';

/** E-mail addresses of team members that are not on the board. */
export function strangers(
  project: ProjectHandle,
  members: readonly { readonly email: string }[],
): readonly string[] {
  const known = new Set(members.map(({ email }) => email.toLowerCase()));
  const emails = project.team().flatMap(({ email }) => email ?? []);
  return [...new Set(emails)].filter((email) => !known.has(email.toLowerCase()));
}
