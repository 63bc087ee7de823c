/** A project of the YouTrack in memory. */
import { type Filter, type NamedValue, staleValues } from '../../../src/domain/filter.ts';
import type { MembershipPatch } from '../../../src/domain/membership.ts';
import {
  MEMBERSHIP_PROPERTIES,
  PROJECT_FACTS,
  PROJECT_RECORDS,
  readAll,
  readString,
  write,
} from '../../../src/youtrack/extension-properties.ts';
import type {
  ProjectDocument,
  ProjectFacts,
  ProjectHandle,
  ProjectRecords,
  TeamMember,
  Viewer,
} from '../../../src/youtrack/ports.ts';
import type { FakeYouTrack } from './youtrack.ts';

export interface FakeProjectOptions {
  readonly isArchived?: boolean;
  readonly fields?: readonly {
    readonly name: string;
    readonly type: string;
    readonly values?: readonly string[];
  }[];
  readonly tags?: readonly string[];
  readonly team?: readonly TeamMember[];
}

export class FakeProject implements ProjectHandle {
  readonly properties: Record<string, unknown>;
  readonly name: string;
  readonly isArchived: boolean;
  /** Names of the tags that its team can see. */
  tags: readonly string[];

  constructor(
    private readonly youTrack: FakeYouTrack,
    public key: string,
    private readonly options: FakeProjectOptions,
  ) {
    this.properties = youTrack.newProperties();
    this.name = `Project ${key}`;
    this.isArchived = options.isArchived ?? false;
    this.tags = options.tags ?? [];
  }

  facts(): ProjectFacts {
    return readAll(this.properties, PROJECT_FACTS);
  }

  document(name: ProjectDocument): string | null {
    return readString(this.properties, name);
  }

  record(records: ProjectRecords): void {
    write(this.properties, PROJECT_RECORDS, records);
  }

  become(patch: MembershipPatch): void {
    write(this.properties, MEMBERSHIP_PROPERTIES, { ...patch });
  }

  private issues() {
    return [...this.youTrack.issues.values()].filter((issue) => issue.project.key === this.key);
  }

  liveIssueKey(): string | null {
    return this.issues()[0]?.key ?? null;
  }

  fields() {
    return (this.options.fields ?? []).map(({ name, type }) => ({ name, type }));
  }

  missingValues(filter: Filter): readonly NamedValue[] {
    const tags = [filter.includeTag, filter.excludeTag].filter((name) => name !== null);
    const missing = tags.filter((name) => !this.tags.includes(name));
    return [
      ...staleValues(filter, (named) => this.hasValue(named)),
      ...missing.map((value) => ({ field: 'tag', value })),
    ];
  }

  hasValue({ field, value }: NamedValue): boolean {
    return this.options.fields?.find(({ name }) => name === field)?.values?.includes(value) ?? false;
  }

  issueCount(): number {
    return this.issues().length;
  }

  team(): readonly TeamMember[] {
    return this.options.team ?? [];
  }

  baseUrl(): string | null {
    return this.issues().length === 0 ? null : this.youTrack.baseUrl;
  }

  permits(viewer: Viewer, permission: string): boolean {
    return viewer.hasPermission(permission);
  }
}
