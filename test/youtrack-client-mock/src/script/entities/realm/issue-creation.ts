/** Makes issues: new ones, drafts and copies. */
import type { EntityId, Value } from '../../../model/types.ts';
import { engine } from './engine.ts';
import { isReported } from './issue-state.ts';
import type { ProjectField } from './project-fields.ts';
import { allowedValues, fieldNamed, fieldsOf, isShown } from './project-fields.ts';
import { current, isRef, isRefList, refOf, refsOf, textOf, toRefs } from './stored.ts';

interface NewIssue {
  readonly reporter: EntityId;
  readonly project: EntityId;
  readonly summary: string;
  /** False: a draft, which gets no number. */
  readonly isReported: boolean;
}

/** With the project's default values. */
export function createIssue(issue: NewIssue): EntityId {
  return create(issue, (field) => defaultValue(field));
}

/**
 * The fields keep their values where the target project has them; comments, work items and attachments stay behind.
 * Extension properties are copied as they are, so what they say of the original they now say of the copy.
 */
export function copyIssue(original: EntityId, project: EntityId): EntityId {
  const reporter = refOf(original, 'reporter') ?? engine().currentUser();
  const summary = textOf(original, 'summary');
  const extras: Record<string, Value> = {};
  for (const prop of ['description', 'permittedGroups', 'permittedUsers', 'tags', ...extensionProps()]) {
    const value = current(original, prop);
    if (value !== undefined) extras[prop] = value;
  }
  return create(
    { reporter, project, summary, isReported: isReported(original) },
    (field) => carriedOver(original, field),
    extras,
  );
}

/** Sets the defaults of the project where a field is shown and empty. */
export function setDefaultFieldValues(issue: EntityId): void {
  for (const field of fieldsOf(refOf(issue, 'project'))) {
    if (!isShown(field.id, issue)) continue;
    const value = current(issue, field.prop) ?? null;
    if (value === null || (isRefList(value) && value.length === 0)) {
      engine().set(issue, field.prop, defaultValue(field));
    }
  }
}

function create(
  { reporter, project, summary, isReported }: NewIssue,
  valueFor: (field: ProjectField) => Value,
  extras: Readonly<Record<string, Value>> = {},
): EntityId {
  const now = engine().now();
  return engine().create('Issue', {
    project: { ref: project },
    numberInProject: isReported ? engine().drawIssueNumber(project) : null,
    summary,
    description: null,
    reporter: { ref: reporter },
    created: now,
    updated: now,
    updatedBy: { ref: engine().currentUser() },
    resolved: null,
    reported: isReported,
    permittedGroups: [],
    permittedUsers: [],
    tags: [],
    voters: [],
    ...Object.fromEntries(fieldsOf(project).map((field) => [field.prop, valueFor(field)])),
    ...extras,
  });
}

function defaultValue({ id, isMulti }: ProjectField): Value {
  const defaults = toRefs(refsOf(id, 'defaultValues'));
  return isMulti ? defaults : (defaults[0] ?? null);
}

/** In another project's set of values the value is found again by its name; where there is none, the default holds. */
function carriedOver(original: EntityId, field: ProjectField): Value {
  const source = fieldNamed(refOf(original, 'project'), field.name);
  const value = current(original, field.prop) ?? null;
  if (source?.type !== field.type) return defaultValue(field);
  const wanted = isRefList(value) ? value : isRef(value) ? [value] : [];
  if (wanted.length === 0 || field.bundle === source.bundle) return value;
  const candidates = [...allowedValues(field)];
  const found = wanted.flatMap(({ ref }) => {
    const same = candidates.find((id) => id === ref || textOf(id, 'name') === textOf(ref, 'name'));
    return same === undefined ? [] : [same];
  });
  if (found.length === 0) return defaultValue(field);
  const refs = toRefs(found);
  return field.isMulti ? refs : (refs[0] ?? null);
}

function extensionProps(): string[] {
  return Array.from(engine().extensionNames('Issue'), (name) => engine().extensionProp(name));
}
