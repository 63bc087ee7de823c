/** What is sent of an issue, built from stable inputs, and the text its hash is taken of. Pure. */
import type { Attribute, DucalisFieldType, PeriodUnit, SourceType } from './field-types.ts';
import { isAttribute, isCompatible, isSelector, isYouTrackFieldType } from './field-types.ts';
import type { FieldValue, Person, WireValue } from './field-value.ts';
import { toWireValue } from './field-value.ts';
import type { NamedValue } from './filter.ts';
import type { ValueMap } from './value-map.ts';
import { applyValueMap } from './value-map.ts';

/** An issue as it is now, free of YouTrack objects. */
export interface IssueSnapshot {
  /** Readable id, for example `DEMO-7`. */
  readonly key: string;
  readonly url: string;
  readonly summary: string;
  /** Raw Markdown. */
  readonly description: string;
  readonly reporter: Person | null;
  /** Names of tags that the project team can see. */
  readonly tags: readonly string[];
  readonly isResolved: boolean;
  /** Visible to some groups or users only. */
  readonly isRestricted: boolean;
  /** Milliseconds since the epoch. */
  readonly updated: number;
  /** The watched fields that the project has. */
  readonly fields: ReadonlyMap<string, SnapshotField>;
  /** The watched attributes. */
  readonly attributes: ReadonlyMap<Attribute, FieldValue>;
}

/** What is read of an issue, and whose change matters, besides its built-in parts. */
export interface Watched {
  /** Names of custom fields. */
  readonly fields: readonly string[];
  readonly attributes: readonly Attribute[];
}

export interface SnapshotField {
  /** YouTrack's type id, also one that this app does not know. */
  readonly type: string;
  readonly value: FieldValue;
}

/** What an administrator chose, as far as it decides what is sent. */
export interface Mapping {
  readonly builtIn: {
    readonly status: string | null;
    readonly type: string | null;
    readonly assignee: string | null;
  };
  readonly matches: readonly Match[];
}

export interface Match {
  /** What `field` names; absent: a custom field. */
  readonly source?: 'field' | 'attribute' | undefined;
  readonly field: string;
  readonly key: string;
  readonly type: DucalisFieldType;
  /** Absent: hours. */
  readonly unit?: PeriodUnit | undefined;
  readonly values?: ValueMap | undefined;
}

/** The part of an upsert that depends on the issue's content alone. */
export interface Content {
  readonly key: string;
  readonly url: string;
  readonly name: string;
  readonly status: string | null;
  readonly type: string | null;
  readonly assignee: string | null;
  readonly reporter: string | null;
  readonly labels: readonly string[];
  readonly fields: Readonly<Record<string, WireValue>>;
  readonly resolved: boolean;
}

export interface Built {
  readonly content: Content;
  /** Values whose map leaves the decision to a person: until then the content must not be sent. */
  readonly undecided: readonly NamedValue[];
}

/**
 * A matched field that the project no longer has, or whose type no longer fits, is left out: Ducalis leaves an
 * absent field alone. Fields go in the order of their keys, so that matches can be rearranged without a push.
 */
export function contentOf(snapshot: IssueSnapshot, mapping: Mapping): Built {
  const fields: [string, WireValue][] = [];
  const undecided: NamedValue[] = [];
  for (const match of mapping.matches) {
    const source = sourceOf(snapshot, match);
    if (source === null || !isCompatible(source.type, match.type)) continue;
    const mapped = mapValues(source.value, match);
    fields.push([match.key, toWireValue(mapped.value, source.type, match.type, match.unit)]);
    undecided.push(...mapped.undecided);
  }
  fields.sort(([one], [other]) => (one < other ? -1 : 1));
  return { content: { ...builtIn(snapshot, mapping), fields: Object.fromEntries(fields) }, undecided };
}

interface Source {
  readonly type: SourceType;
  readonly value: FieldValue;
}

function sourceOf(snapshot: IssueSnapshot, { source, field: name }: Match): Source | null {
  if (source === 'attribute') {
    return isAttribute(name) ? { type: name, value: snapshot.attributes.get(name) ?? null } : null;
  }
  const field = snapshot.fields.get(name);
  return field !== undefined && isYouTrackFieldType(field.type)
    ? { type: field.type, value: field.value }
    : null;
}

function mapValues(
  value: FieldValue,
  { field, type, values }: Match,
): { readonly value: FieldValue; readonly undecided: readonly NamedValue[] } {
  if (value?.kind !== 'names' || values === undefined || !isSelector(type)) return { value, undecided: [] };
  const { names, undecided } = applyValueMap(value.names, values);
  return { value: { kind: 'names', names }, undecided: undecided.map((name) => ({ field, value: name })) };
}

function builtIn(snapshot: IssueSnapshot, mapping: Mapping): Omit<Content, 'fields'> {
  return {
    key: snapshot.key,
    url: snapshot.url,
    name: snapshot.summary,
    status: nameIn(snapshot, mapping.builtIn.status),
    type: nameIn(snapshot, mapping.builtIn.type),
    assignee: emailIn(snapshot, mapping.builtIn.assignee),
    reporter: snapshot.reporter?.email ?? null,
    labels: [...new Set(snapshot.tags)].sort(),
    resolved: snapshot.isResolved,
  };
}

/**
 * The text whose digest tells whether Ducalis already holds the issue: content and raw Markdown, not rendered HTML
 * (which carries signed addresses), revision or time of update. Undecided values count, or an issue that was held
 * back for one would look unchanged when the decision is to leave it out.
 */
export function hashInput({ content, undecided }: Built, markdown: string, board: string): string {
  return JSON.stringify([board, content, undecided, markdown]);
}

function nameIn(snapshot: IssueSnapshot, field: string | null): string | null {
  const value = field === null ? null : (snapshot.fields.get(field)?.value ?? null);
  if (value?.kind === 'names') return value.names.join(', ') || null;
  return value?.kind === 'text' ? value.text : null;
}

function emailIn(snapshot: IssueSnapshot, field: string | null): string | null {
  const value = field === null ? null : (snapshot.fields.get(field)?.value ?? null);
  return value?.kind === 'people' ? (value.people[0]?.email ?? null) : null;
}
