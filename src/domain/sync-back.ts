/**
 * Reads results from the custom fields that Ducalis' Sync Back writes today: `Priority {emoji} Ducalis`,
 * `Alignment {emoji} Ducalis` and the like (`ducalis.md` part 1). Pure.
 */

/** An empty field means "no score", never 0, so nothing here defaults to 0. */
export interface SyncBackResult {
  readonly emoji: string;
  readonly priority: number | null;
  readonly isTopPriority: boolean;
  readonly totalScore: number | null;
  readonly votingPercent: number | null;
  readonly isFinal: boolean;
  readonly alignment: number | null;
}

const FIELD_NAME = /^(Priority|Alignment|Total score|Score status|Score percentage)\s+(\S+)\s+Ducalis$/iu;
const STAR = /[★⭐🌟]/u;

export interface NamedText {
  readonly name: string;
  /** The field's value as text; null when it is empty. */
  readonly text: string | null;
}

export function isSyncBackField(name: string): boolean {
  return FIELD_NAME.test(name);
}

/** One result for each board (emoji) that has at least one value, in the order in which the boards first appear. */
export function readSyncBack(fields: readonly NamedText[]): readonly SyncBackResult[] {
  const boards = new Map<string, Map<string, string>>();
  for (const { name, text } of fields) {
    const match = FIELD_NAME.exec(name);
    const label = match?.[1]?.toLowerCase();
    const emoji = match?.[2];
    if (label === undefined || emoji === undefined || text === null || text.trim() === '') continue;
    boards.set(emoji, (boards.get(emoji) ?? new Map<string, string>()).set(label, text));
  }
  return [...boards].map(([emoji, values]) => ({
    emoji,
    priority: firstNumber(values.get('priority')),
    isTopPriority: STAR.test(values.get('priority') ?? ''),
    totalScore: firstNumber(values.get('total score')),
    votingPercent: firstNumber(values.get('score percentage')),
    isFinal: /final|complete/i.test(values.get('score status') ?? ''),
    alignment: firstNumber(values.get('alignment')),
  }));
}

/** `⭐ 3`, `#3`, `87 %` and `12,5` all carry one number. */
function firstNumber(text: string | undefined): number | null {
  const match = /-?\d+(?:[.,]\d+)?/.exec(text ?? '');
  return match ? Number(match[0].replace(',', '.')) : null;
}
