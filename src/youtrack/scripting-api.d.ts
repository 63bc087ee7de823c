/**
 * The part of YouTrack's scripting API that this app uses. The official types are not on npm; names and shapes follow
 * JetBrains' references (youtrack-apps-skill `api/*.md`) and youtrack-platform §1–§7.
 */

declare module '@jetbrains/youtrack-scripting-api/entities' {
  /** YouTrack's own set, not ECMAScript's. */
  export interface EntitySet<T> {
    readonly size: number;
    readonly isChanged: boolean;
    first(): T | null;
    isEmpty(): boolean;
    isNotEmpty(): boolean;
    has(element: T): boolean;
    /** The only way to stop early: `forEach` reads everything. */
    entries(): { next(): { readonly done?: boolean; readonly value: T } };
    forEach(visitor: (element: T) => void): void;
  }

  export interface ExtensionProperties {
    [name: string]: unknown;
  }

  export interface UserGroup {
    readonly name: string;
    readonly isAllUsersGroup?: boolean;
    readonly users: EntitySet<User>;
  }

  export interface User {
    readonly login: string;
    readonly fullName: string;
    readonly email: string | null;
    readonly isBanned?: boolean;
    /** Since 2025.3. Without a project: globally. */
    hasPermission(permissionKey: string, project?: Project): boolean;
  }

  export interface Tag {
    readonly name: string;
    readonly permittedReadUserGroups: EntitySet<UserGroup>;
  }

  export interface ProjectCustomField {
    readonly name: string;
    readonly typeName: string;
    /** Only of fields whose values have names. */
    findValueByName?(name: string): object | null;
    /** False where a condition hides the field: a workflow cannot set it then. */
    isVisibleInIssue(issue: Pick<Issue, 'fields'>): boolean;
  }

  export interface IssueWorkItem {
    /** Minutes. */
    readonly duration: number;
  }

  export interface Project {
    readonly key: string;
    readonly name: string;
    readonly isArchived: boolean;
    readonly team: UserGroup;
    readonly issues: EntitySet<Issue>;
    readonly fields: EntitySet<ProjectCustomField>;
    readonly extensionProperties: ExtensionProperties;
    findFieldByName(name: string): ProjectCustomField | null;
  }

  export interface Issue {
    /** Readable id. */
    readonly id: string;
    readonly url: string;
    readonly summary: string;
    readonly description: string | null;
    readonly project: Project;
    readonly reporter: User | null;
    readonly tags: EntitySet<Tag>;
    readonly permittedGroups: EntitySet<UserGroup>;
    readonly permittedUsers: EntitySet<User>;
    readonly isReported: boolean;
    readonly becomesReported: boolean;
    readonly isNew: boolean;
    readonly isResolved: boolean;
    readonly becomesResolved: boolean;
    readonly becomesUnresolved: boolean;
    readonly updated: number;
    readonly created: number;
    /** Null while the issue is unresolved. */
    readonly resolved: number | null;
    readonly votes: number;
    readonly voters: EntitySet<User>;
    /** `isChanged` tells of added and removed ones. */
    readonly workItems: EntitySet<IssueWorkItem>;
    readonly editedWorkItems: EntitySet<IssueWorkItem>;
    /** `Object.keys` lists the project's field names. */
    readonly fields: { [fieldName: string]: unknown };
    readonly extensionProperties: ExtensionProperties;
    /** Throws for a field that the project does not have. */
    isChanged(name: string): boolean;
    /** Null when it is unchanged. */
    oldValue(name: 'project'): Project | null;
    canBeReadBy(fieldName: string, user: User): boolean;
    isVisibleTo(user: User): boolean;
    renderMarkup(markdown: string): string;
  }

  export interface AppGlobalStorage {
    readonly extensionProperties: ExtensionProperties;
  }

  interface IssueStatic {
    /** By readable id; null when there is none. */
    findById(id: string): Issue | null;
    onChange(rule: object): unknown;
    onSchedule(rule: object): unknown;
    findByExtensionProperties(query: Readonly<Record<string, string>>): EntitySet<Issue>;
  }

  interface ProjectStatic {
    findByKey(key: string): Project | null;
    findByExtensionProperties(query: Readonly<Record<string, string | boolean>>): EntitySet<Project>;
  }

  interface TagStatic {
    /** Several people may have a tag of the same name. */
    findByName(name: string, ignoreVisibilitySettings: boolean): EntitySet<Tag>;
  }

  export const Tag: TagStatic;
  export const Issue: IssueStatic;
  export const Project: ProjectStatic;
}

declare module '@jetbrains/youtrack-scripting-api/http' {
  export interface Response {
    readonly code?: number | null;
    readonly response?: string | null;
    readonly body?: string | null;
    readonly exception?: unknown;
    /** A list of pairs in a sync answer, an object in an async one (youtrack-platform §3). */
    readonly headers?: unknown;
  }

  export class Connection {
    constructor(url: string, sslKeyName: string | null, timeoutMs: number);
    /** A secret in `value` becomes its value; sources disagree about versions (youtrack-platform §6). */
    addHeader(name: string, value: unknown): Connection;
    /** The only place where a secret becomes its value (youtrack-platform §6). */
    bearerAuth(token: unknown): Connection;
    getSync(uri: string): Response;
    deleteSync(uri: string): Response;
    postSync(uri: string, queryParams: null, payload: string): Response;
    getAsync(uri: string, queryParams: null, handlerName: string): void;
    postAsync(uri: string, queryParams: null, payload: string, handlerName: string): void;
    putAsync(uri: string, queryParams: null, payload: string, handlerName: string): void;
    deleteAsync(uri: string, queryParams: null, handlerName: string): void;
  }
}

declare module '@jetbrains/youtrack-scripting-api/strings' {
  export function md5(text: string): string;
}

declare module '@jetbrains/youtrack-scripting-api/search' {
  import type { EntitySet, Issue } from '@jetbrains/youtrack-scripting-api/entities';

  /** Throws for a query that YouTrack does not understand. */
  export function search(folder: null, query: string): EntitySet<Issue>;
}
