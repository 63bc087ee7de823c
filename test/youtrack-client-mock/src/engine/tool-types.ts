/** AI tools of apps, as a client lists and calls them. */
import type { EntityId } from '../model/types.ts';

export interface ToolDescription {
  readonly app: string;
  /** As it is published: with the prefix of the manifest, or the app's name, before it. */
  readonly name: string;
  readonly description: string;
  /** JSON Schema; null: the tool takes no arguments. */
  readonly inputSchema: object | null;
  readonly annotations: Readonly<Record<string, unknown>>;
}

export interface ToolCall {
  /** As it is published. */
  readonly name: string;
  readonly user: EntityId;
  /** Anything JSON can hold. */
  readonly arguments?: unknown;
  /** The issue from which the tool is called, where there is one. */
  readonly issue?: EntityId;
}

/** What a thrown error says is an answer too, but none to rely on. */
export interface ToolAnswer {
  readonly isError: boolean;
  /** JSON, or the message of the error; null: the tool returned nothing. */
  readonly content: string | null;
}
