/** What the calls of the API share. */
import type { Ducalis } from '../ducalis.ts';
import type { Contract } from './contract.ts';

/** Filled by a handler for the log of requests. */
export interface Trace {
  /** How many issues or e-mails a body carried. */
  items?: number;
}

export interface ApiEnv {
  Bindings: { readonly trace: Trace };
}

export interface ApiParts {
  readonly ducalis: Ducalis;
  readonly contract: Contract;
  readonly tokens: ReadonlySet<string>;
  /** Only the documented calls exist. */
  readonly documentedOnly: boolean;
  /** A bulk call does not know `removed`: such an item changes the revision alone. */
  readonly ignoresRemoved: boolean;
  /** An answer that doesn't fit the contract becomes a 500. */
  readonly validateAnswers: boolean;
}
