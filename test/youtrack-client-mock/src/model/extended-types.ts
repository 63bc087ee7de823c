/** Classes of the scripting API that an app may extend although several share one stored type (youtrack-platform §5). */
import type { EntityType } from './types.ts';
import { TYPE_NUMBERS } from './types.ts';

const SHARED: Readonly<Record<string, EntityType>> = {
  Build: 'BundleElement',
  EnumField: 'BundleElement',
  IssueTag: 'Tag',
  OwnedField: 'BundleElement',
  ProjectTeam: 'UserGroup',
  ProjectVersion: 'BundleElement',
  State: 'BundleElement',
};

/** Tags have two names. */
export function classNamed(name: string): string {
  return name === 'IssueTag' ? 'Tag' : name;
}

/** Stored, but no class of the scripting API. */
const UNSEEN: ReadonlySet<EntityType> = new Set([
  'Activity',
  'Bundle',
  'BundleElement',
  'CustomField',
  'PermanentToken',
  'RoleGrant',
]);

/** The type under which entities of a class are stored; undefined for a class that is not kept here. */
export function storedType(className: string): EntityType | undefined {
  if (isEntityType(className)) return UNSEEN.has(className) ? undefined : className;
  return Object.hasOwn(SHARED, className) ? SHARED[className] : undefined;
}

export function isEntityType(name: string): name is EntityType {
  return Object.hasOwn(TYPE_NUMBERS, name);
}
