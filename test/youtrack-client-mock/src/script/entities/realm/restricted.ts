/** Who may see an issue, a comment or a file: everybody, or only the groups and users that it names. */
import { engine } from './engine.ts';
import { entityOf } from './entity-class.ts';
import { computed, only, references } from './property.ts';
import type { Properties } from './property-type.ts';
import { committed, refsOf } from './stored.ts';

const group = only('UserGroup', 'permittedGroups');

export const RESTRICTION: Properties = {
  permittedGroup: {
    ...computed(
      (id) => entityOf(refsOf(id, 'permittedGroups')[0] ?? null),
      (id) => entityOf(refsOf(id, 'permittedGroups', committed)[0] ?? null),
    ),
    write: (id, value) => engine().set(id, 'permittedGroups', value === null ? [] : [{ ref: group(value) }]),
  },
  permittedGroups: references('permittedGroups', group),
  permittedUsers: references('permittedUsers', only('User', 'permittedUsers')),
};
