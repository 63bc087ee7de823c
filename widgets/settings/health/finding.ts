/** Something that an administrator should know, with the one action that helps. */

import type { TabKey } from '../../common/project-tabs.ts';
import type { Message } from '../../messages/message.ts';

/** `stopped`: nothing is sent. `todo`: somebody has to act. `note`: goes on by itself. */
export const URGENCIES = ['stopped', 'todo', 'note'] as const;
type Urgency = (typeof URGENCIES)[number];

export type FindingAction =
  /** The question whether this YouTrack was moved is asked at the top of the page. */
  | { readonly kind: 'answer' }
  | { readonly kind: 'test' }
  | { readonly kind: 'step'; readonly step: 'account' | 'reading' | 'projects'; readonly label: Message }
  /** A part of the app's page in the project's settings. */
  | { readonly kind: 'open-tab'; readonly tab: TabKey }
  /** The project's settings in YouTrack: its fields, and whether the app is on. */
  | { readonly kind: 'open-settings' }
  /** Nothing on a page of YouTrack helps. */
  | { readonly kind: 'none' };

export interface Finding {
  /** Which finding it is, the same for every project. */
  readonly key: string;
  readonly urgency: Urgency;
  /** Null: it concerns the connection as a whole. */
  readonly project: { readonly key: string; readonly name: string } | null;
  readonly sentence: Message;
  readonly action: FindingAction;
}

/** Stable: what is equally urgent stays in the order in which it was found. */
export function mostUrgentFirst(findings: readonly Finding[]): readonly Finding[] {
  return URGENCIES.flatMap((urgency) => findings.filter((finding) => finding.urgency === urgency));
}
