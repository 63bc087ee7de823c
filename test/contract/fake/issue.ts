/** An issue of the YouTrack in memory. */
import type { Adoption } from '../../../src/domain/adoption.ts';
import type { DeliveryFacts, DeliveryPatch, LastMark } from '../../../src/domain/delivery.ts';
import type { Written } from '../../../src/domain/results.ts';
import type { IssueSnapshot, SnapshotField, Watched } from '../../../src/domain/snapshot.ts';
import type { NamedText } from '../../../src/domain/sync-back.ts';
import { hasMark, readLastMark, readRetryAt, writeDelivery } from '../../../src/youtrack/delivery-facts.ts';
import { externalIdsOf } from '../../../src/youtrack/external-ids.ts';
import { type Ownership, ownershipOf } from '../../../src/youtrack/ownership.ts';
import type { FieldWriter, IssueHandle, ProjectHandle, Viewer } from '../../../src/youtrack/ports.ts';
import {
  NO_RESULTS,
  type ResultFacts,
  readResults,
  writeResults,
} from '../../../src/youtrack/result-facts.ts';
import type { FakeProject } from './project.ts';
import type { FakeYouTrack } from './youtrack.ts';

export interface FakeIssueOptions {
  readonly summary?: string;
  readonly description?: string;
  readonly tags?: readonly string[];
  readonly isResolved?: boolean;
  readonly isRestricted?: boolean;
  readonly isReported?: boolean;
  readonly fields?: Readonly<Record<string, SnapshotField>>;
  /** Created in the transaction of the test. */
  readonly isNew?: boolean;
  /** Logins that can see it; absent: everybody. */
  readonly visibleTo?: readonly string[];
  readonly syncBack?: readonly NamedText[];
}

export class FakeIssue implements IssueHandle {
  readonly properties: Record<string, unknown>;
  private readonly ownership: Ownership;
  /** What the custom fields hold that results are written into, by name. */
  readonly held: Record<string, Written> = {};
  /** What changed in the transaction of the test. */
  changes: readonly string[] = [];
  private cameFrom: FakeProject | null = null;
  /** Set in a test to be unreadable. */
  unreadable: Error | null = null;

  constructor(
    private readonly youTrack: FakeYouTrack,
    public key: string,
    public options: FakeIssueOptions,
  ) {
    this.properties = youTrack.newProperties();
    const ids = externalIdsOf({ extensionProperties: youTrack.properties }, () => youTrack.newId());
    this.ownership = ownershipOf(this.properties, ids, {
      isSelf: () => this.properties.self === this.key,
      writeSelf: () => {
        this.properties.self = this.key;
      },
      isWaiting: () => this.project.facts().unread === true,
    });
  }

  get project(): ProjectHandle {
    const project = this.youTrack.projects.get(this.key.split('-')[0] ?? '');
    if (project === undefined) throw new Error(`There is no project of ${this.key}`);
    return project;
  }

  get isReported(): boolean {
    return this.options.isReported ?? true;
  }

  isOwner(): boolean {
    return this.ownership.isOwner();
  }

  delivery(): DeliveryFacts {
    return this.ownership.delivery();
  }

  source(): string {
    return this.ownership.source();
  }

  adoption(): Adoption | null {
    return this.ownership.adoption();
  }

  adopt(adoption: Adoption, facts: DeliveryPatch): void {
    this.ownership.adopt(adoption, facts);
  }

  lastMark(): LastMark {
    return readLastMark(this.properties);
  }

  retryAt(): number | null {
    return readRetryAt(this.properties);
  }

  record(patch: DeliveryPatch): void {
    writeDelivery(this.properties, patch);
  }

  own(): DeliveryFacts {
    return this.ownership.own();
  }

  isMarkable(): boolean {
    return hasMark(this.properties) || this.options.isNew === true;
  }

  results(): ResultFacts {
    return this.isOwner() ? readResults(this.properties) : NO_RESULTS;
  }

  recordResults(results: Partial<ResultFacts>): void {
    writeResults(this.properties, results);
  }

  get targets(): FieldWriter {
    return {
      typeOf: (field) => this.project.fields().find(({ name }) => name === field)?.type ?? null,
      differs: (field, written) => (this.held[field] ?? null) !== written,
      write: (field, written) => {
        this.held[field] = written;
      },
    };
  }

  snapshot(watched: Watched): IssueSnapshot {
    if (this.unreadable !== null) throw this.unreadable;
    const { options } = this;
    return {
      key: this.key,
      url: `${this.youTrack.baseUrl}/issue/${this.key}`,
      summary: options.summary ?? `Summary of ${this.key}`,
      description: options.description ?? '',
      reporter: null,
      tags: options.tags ?? [],
      isResolved: options.isResolved ?? false,
      isRestricted: options.isRestricted ?? false,
      updated: this.youTrack.now,
      fields: new Map(Object.entries(options.fields ?? {}).filter(([name]) => watched.fields.includes(name))),
      attributes: new Map(watched.attributes.map((attribute) => [attribute, null])),
    };
  }

  html(): string {
    return this.options.description ?? '';
  }

  syncBackFields(_viewer: Viewer): readonly NamedText[] {
    return this.options.syncBack ?? [];
  }

  isChanged(watched: Watched): boolean {
    return this.changes.some((name) => name === 'summary' || watched.fields.includes(name));
  }

  isVisibleTo(viewer: Viewer): boolean {
    return this.options.visibleTo?.includes(viewer.login) ?? true;
  }

  isNewHere(): boolean {
    return this.options.isNew === true || this.cameFrom !== null;
  }

  leaves(): ProjectHandle | null {
    return this.cameFrom;
  }

  baseUrl(): string {
    return this.youTrack.baseUrl;
  }

  /** Moves it in the transaction of the test. @param key in its new project. */
  move(key: string): void {
    this.cameFrom = this.youTrack.projects.get(this.key.split('-')[0] ?? '') ?? null;
    this.youTrack.issues.delete(this.key);
    this.key = key;
    this.youTrack.issues.set(key, this);
    // The facts are the issue's own, whatever its id.
    if (this.properties.self !== undefined) this.properties.self = key;
  }

  /** The transaction of the test is over. */
  commit(): void {
    this.changes = [];
    this.cameFrom = null;
    this.options = { ...this.options, isNew: false };
  }
}
