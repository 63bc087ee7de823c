/** Makes the objects that YouTrack recognises as rules and HTTP handlers in a script's exports. */
import * as entities from '@jetbrains/youtrack-scripting-api/entities';
import type { ScriptContext } from './execution.ts';

export interface IssueContext extends ScriptContext {
  readonly issue: entities.Issue;
}

type AsyncFunctions = Readonly<Record<string, (ctx: ScriptContext) => void>>;

/** @param rule `removal`: in the transaction that deletes an issue (youtrack-platform §2). */
export function onChange(rule: {
  readonly title: string;
  readonly runOn: { readonly change: boolean; readonly removal: boolean };
  readonly guard: (ctx: IssueContext) => boolean;
  readonly action: (ctx: IssueContext) => void;
  readonly asyncFunctions: AsyncFunctions;
}): unknown {
  return entities.Issue.onChange({ ...rule, requirements: {} });
}

/** @param rule `cron` in Quartz form, seconds first; `search` is called before each run (youtrack-platform §4). */
export function onSchedule(rule: {
  readonly title: string;
  readonly cron: string;
  readonly search: (ctx?: { readonly project?: entities.Project | null }) => string;
  readonly guard: (ctx: IssueContext) => boolean;
  readonly action: (ctx: IssueContext) => void;
  readonly asyncFunctions: AsyncFunctions;
}): unknown {
  return entities.Issue.onSchedule({ ...rule, muteUpdateNotifications: true, requirements: {} });
}

export interface HandlerContext extends ScriptContext {
  readonly request: {
    readonly body: string | null;
    getParameter(name: string): string | null | undefined;
  };
  readonly response: HandlerResponse & ScriptContext['response'];
}

export interface HandlerResponse {
  code: number;
  json(body: unknown): void;
}

/** What YouTrack looks for in the exports of a script that answers requests. */
export interface HttpHandler {
  readonly endpoints: readonly {
    readonly method: 'GET' | 'POST';
    readonly path: string;
    readonly scope: 'GLOBAL' | 'PROJECT' | 'ISSUE';
    readonly permissions: readonly string[];
    readonly handle: (ctx: HandlerContext) => void;
  }[];
  readonly asyncFunctions: AsyncFunctions;
}
