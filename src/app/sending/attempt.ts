/** Keeps an issue that cannot be read from holding back the others. */
import type { IssueHandle } from '../../youtrack/ports.ts';
import { guarded } from '../calling/guarded.ts';

/** Null for an issue that cannot be read: it needs a person, or it would hold back every other issue for good. */
export function attempt<T>(issue: IssueHandle, read: () => T): T | null {
  return guarded<T | null>(`preparing ${issue.key}`, read, () => null);
}
