/** What every part of the administration page works with: answers of the app, and how to renew them. */
import type { Overview } from '../../src/shared/api.ts';
import type { Host } from '../common/host.ts';
import type { Loaded } from '../common/use-call.ts';
import type { Looked } from './use-health.ts';
import type { Address } from './youtrack-api.ts';

export interface Page {
  readonly host: Host;
  readonly overview: Overview;
  /** Puts in the overview that an action has brought. */
  readonly replace: (overview: Overview) => void;
  readonly reload: () => void;
  /** True while the app is asked for the overview or the health. */
  readonly busy: boolean;
  /** How long its last answers to both took, in ms. */
  readonly tookMs: number;
  readonly address: Loaded<Address | 'no-issue'>;
  readonly looked: Loaded<Looked>;
}

/** Null while the address of this YouTrack is not known. */
export function knownAddress({ address }: Page): Address | null {
  return address.value === null || address.value === 'no-issue' ? null : address.value;
}
