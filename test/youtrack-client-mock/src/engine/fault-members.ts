/** Which members of the scripting API a test can make fail. */
import { UnknownMember } from './types.ts';

const VERBS = ['get', 'connect', 'delete', 'head', 'options', 'post', 'put', 'patch'];
const CONNECTION = ['doSync', 'doAsync', 'bearerAuth', 'basicAuth', 'addHeader', 'setHeader'];

/** Beside those of `entities`. */
const OTHERS = [
  'ctx.store',
  'ctx.load',
  'ctx.invokeAsync',
  'Issue.new',
  'User.current',
  'UserGroup.allUsersGroup',
  'extensionProperties.get',
  'extensionProperties.set',
  'search.search',
  'workflow.message',
  'workflow.check',
  'workflow.i18n',
  'notifications.sendEmail',
  'strings.getLevenshteinDistance',
  'strings.md5',
  'date-time.parse',
  'date-time.format',
  ...[...VERBS.flatMap((verb) => [`${verb}Sync`, `${verb}Async`]), ...CONNECTION].map(
    (name) => `http.${name}`,
  ),
];

/**
 * @param ofEntities as the module `entities` tells them.
 * @throws UnknownMember that names those there are, of its class or module when there is such a one.
 */
export function demandMember(member: string, ofEntities: Iterable<string>): void {
  const known = [...new Set([...ofEntities, ...OTHERS])].sort();
  if (known.includes(member)) return;
  const owner = ownerOf(member);
  const siblings = known.filter((one) => ownerOf(one) === owner);
  const named =
    siblings.length > 0
      ? `${owner} has ${siblings.map((one) => one.slice(owner.length + 1)).join(', ')}`
      : `known are members of ${[...new Set(known.map(ownerOf))].join(', ')}`;
  throw new UnknownMember(`No member ${member} can fail: ${named}.`);
}

function ownerOf(member: string): string {
  return member.replace(/\.[^.]*$/, '');
}
