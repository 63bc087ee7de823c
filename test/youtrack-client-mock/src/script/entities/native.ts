/**
 * What the `entities` module asks of the engine. The module itself runs inside the app's realm and sees the store
 * only through this: ids, stored values and answers, never objects of the host. Types only, so that both sides may
 * import it.
 */
import type { EntityId, EntityType, Value } from '../../model/types.ts';

/** How `entity-extensions.json` declares a property. `multi` is for entities only. */
export interface ExtensionDeclaration {
  /** `string`, `integer`, `float`, `boolean` or a class of the scripting API. */
  readonly type: string;
  readonly multi: boolean;
}

/** Everything below is about the transaction of the script that runs right now. */
export interface EntityNative {
  /** Throws inside the script when a test asked for it by `failNext(member)`. */
  fault(member: string): void;
  typeOf(id: EntityId): EntityType | undefined;
  /** False once the entity is removed in this transaction. */
  exists(id: EntityId): boolean;
  get(id: EntityId, prop: string): Value | undefined;
  /** As committed; `undefined` for an entity made in this transaction. */
  committed(id: EntityId, prop: string): Value | undefined;
  /** Throws ReadonlyTransactionException in a GET or DELETE handler. */
  set(id: EntityId, prop: string, value: Value): void;
  isChanged(id: EntityId, prop: string): boolean;
  isCreated(id: EntityId): boolean;
  isRemoved(id: EntityId): boolean;
  create(type: EntityType, props: Readonly<Record<string, Value>>): EntityId;
  remove(id: EntityId): void;
  /** Lazy: a set of thousands costs only what is read of it. */
  find(type: EntityType, prop: string, value: Value): Iterable<EntityId>;
  /** About how many `find` gives. */
  estimate(type: EntityType, prop: string, value: Value): number;
  all(type: EntityType): Iterable<EntityId>;
  /** Entities that pointed at `value` by `prop` before this transaction and no longer do, or are removed in it. */
  removedFrom(type: EntityType, prop: string, value: EntityId): Iterable<EntityId>;
  currentUser(): EntityId;
  hasPermission(user: EntityId, permission: string, project: EntityId | null): boolean;
  canSeeIssue(user: EntityId, issue: EntityId): boolean;
  canSeeArticle(user: EntityId, article: EntityId): boolean;
  /** Of a comment or file, by its issue and its own visibility. */
  canSeePart(user: EntityId, part: EntityId): boolean;
  /** The address of this YouTrack without a trailing slash. */
  baseUrl(): string;
  /** An address at which a file can be read without a token for a few days. */
  fileUrl(file: EntityId): string;
  /** Milliseconds since the epoch. */
  now(): number;
  /** Name under which the running app's extension property is stored, for example `ext:ducalis:queue`. */
  extensionProp(name: string): string;
  /** Undefined for a property that the running app does not declare for that class, such as `Issue` or `State`. */
  extension(className: string, name: string): ExtensionDeclaration | undefined;
  extensionNames(className: string): readonly string[];
  /** Whether look-ups by extension properties find nothing in the script that runs. */
  isBlind(): boolean;
  /** Whether a property of the type `float` refuses whole numbers. */
  readonly refusesWholeFloats: boolean;
  /** HTML of Markdown as YouTrack renders it. */
  renderMarkup(markdown: string): string;
  /** A Joda period of working time: weeks of 5 days, days of 8 hours. */
  period(minutes: number): object;
  /** Minutes behind a Joda period or text such as `P1DT2H` and `1d 2h`; undefined for anything else. */
  minutes(value: unknown): number | undefined;
  /** Applies a command on behalf of `runAs`. Throws Error with the reason. */
  applyCommand(issue: EntityId, command: string, runAs: EntityId): void;
  /** The next number of a project; given once. */
  drawIssueNumber(project: EntityId): number;
  drawArticleNumber(project: EntityId): number;
}

/** What the realm's side offers to the engine, made by `createEntities(native)`. */
export interface EntitiesInRealm {
  /** `module.exports` of `@jetbrains/youtrack-scripting-api/entities`. */
  readonly exports: object;
  /** Members that ask for a {@link EntityNative.fault}, as `Issue.isChanged`. */
  members(): readonly string[];
  /** The same object for the same entity, for the life of the realm. Null for null. */
  wrap(id: EntityId | null): object | null;
  /** The id behind an entity object of a script, undefined for anything else. */
  unwrap(value: unknown): EntityId | undefined;
  /** A read-only Workflow API `Set`, read lazily. */
  setOf(ids: Iterable<EntityId>): object;
}
