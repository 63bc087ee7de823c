/** Who of the project team is not on the board. */
import type { ProjectHandle } from '../../youtrack/ports.ts';

/** E-mail addresses of team members that are not on the board. */
export function strangers(
  project: ProjectHandle,
  members: readonly { readonly email: string }[],
): readonly string[] {
  const known = new Set(members.map(({ email }) => email.toLowerCase()));
  return project.team().flatMap(({ email }) => {
    if (email === null || known.has(email.toLowerCase())) return [];
    known.add(email.toLowerCase());
    return [email];
  });
}
