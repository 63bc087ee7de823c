/** Writes results into an issue's custom fields, and only what differs: an equal write would still be a change. */
import type { Issue, Project } from '@jetbrains/youtrack-scripting-api/entities';
import type { Written } from '../domain/results.ts';
import { noteEffect } from './effects.ts';
import type { FieldWriter } from './ports.ts';
import { readFieldValue } from './values.ts';

type Target = Pick<Issue, 'fields'> & { readonly project: Pick<Project, 'findFieldByName'> };

/** Fields whose values are entities with names, one at a time. */
const NAMED_TYPE = 'enum[1]';

export function fieldWriter(issue: Target): FieldWriter {
  const find = (field: string) => issue.project.findFieldByName(field);
  const typeOf = (field: string): string | null => find(field)?.typeName ?? null;
  /** As YouTrack takes it; undefined for a name that the field's list lacks. */
  const toValue = (field: string, written: Written): unknown => {
    if (written === null || typeOf(field) !== NAMED_TYPE) return written;
    return find(field)?.findValueByName?.(String(written)) ?? undefined;
  };
  return {
    typeOf,
    differs(field, written) {
      const type = typeOf(field);
      return (
        type !== null &&
        find(field)?.isVisibleInIssue(issue) === true &&
        toValue(field, written) !== undefined &&
        !isSame(type, current(type, issue.fields[field]), written)
      );
    },
    write(field, written) {
      issue.fields[field] = toValue(field, written);
      noteEffect();
    },
  };
}

function current(type: string, value: unknown): Written {
  const read = readFieldValue(type, value);
  switch (read?.kind) {
    case 'number':
      return read.number;
    case 'text':
      return read.text === '' ? null : read.text;
    case 'names':
      return read.names[0] ?? null;
    default:
      return null;
  }
}

/** YouTrack may keep a float in 32 bits; what it gives back must not look like another value. */
function isSame(type: string, left: Written, right: Written): boolean {
  if (type !== 'float' || typeof left !== 'number' || typeof right !== 'number') return left === right;
  return Math.fround(left) === Math.fround(right);
}
