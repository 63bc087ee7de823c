/** What is sent of an issue, built from stable inputs, and the text its hash is taken of. Pure. */
import type { DucalisFieldType } from './field-types.ts';
import { isCompatible, isYouTrackFieldType } from './field-types.ts';
import type { FieldValue, Person, WireValue } from './field-value.ts';
import { toWireValue } from './field-value.ts';

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
  /** Milliseconds since the epoch. */
  readonly updated: number;
  /** The fields named in the mapping that the project has. */
  readonly fields: ReadonlyMap<string, SnapshotField>;
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
  readonly matches: readonly {
    readonly field: string;
    readonly key: string;
    readonly type: DucalisFieldType;
  }[];
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

/**
 * A matched field that the project no longer has, or whose type no longer fits, is left out: Ducalis leaves an
 * absent field alone.
 */
export function contentOf(snapshot: IssueSnapshot, mapping: Mapping): Content {
  const fields: Record<string, WireValue> = {};
  for (const match of mapping.matches) {
    const field = snapshot.fields.get(match.field);
    if (!field || !isYouTrackFieldType(field.type) || !isCompatible(field.type, match.type)) continue;
    fields[match.key] = toWireValue(field.value, field.type, match.type);
  }
  return {
    key: snapshot.key,
    url: snapshot.url,
    name: snapshot.summary,
    status: nameIn(snapshot, mapping.builtIn.status),
    type: nameIn(snapshot, mapping.builtIn.type),
    assignee: emailIn(snapshot, mapping.builtIn.assignee),
    reporter: snapshot.reporter?.email ?? null,
    labels: [...snapshot.tags].sort(),
    fields,
    resolved: snapshot.isResolved,
  };
}

/**
 * The text whose digest tells whether Ducalis already holds the issue: content and raw Markdown, not rendered HTML
 * (which carries signed addresses), revision or time of update.
 */
export function hashInput(content: Content, markdown: string, board: string): string {
  return JSON.stringify([board, content, markdown]);
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
