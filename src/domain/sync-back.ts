/**
 * Reads results from the custom fields that Ducalis' Sync Back writes today: `Priority {emoji} Ducalis`,
 * `Alignment {emoji} Ducalis`, `{criterion} {emoji} Ducalis` and the like (so its help says). Pure.
 */

/** An empty field means "no score", never 0, so nothing here defaults to 0. */
export interface SyncBackResult {
  /** Of the board; empty for a board without one. */
  readonly emoji: string;
  readonly priority: number | null;
  readonly isTopPriority: boolean;
  readonly totalScore: number | null;
  readonly votingPercent: number | null;
  readonly isFinal: boolean;
  readonly alignment: number | null;
  /** Whether a criterion is value or effort can't be read from its field. */
  readonly criteria: readonly { readonly name: string; readonly score: number | null }[];
}

export interface NamedText {
  readonly name: string;
  /** The field's value as text; null when it is empty. */
  readonly text: string | null;
}

const LABELS = ['priority', 'alignment', 'total score', 'score status', 'score percentage'] as const;
type Label = (typeof LABELS)[number];

interface SyncBackName {
  readonly emoji: string;
  readonly label: Label | null;
  /** The label as it is written: of a criterion its name. */
  readonly text: string;
}

/** A flag, a keycap or a picture. */
const PICTURE = String.raw`(?:\p{Regional_Indicator}{2}|[0-9#*]\u{FE0F}?\u{20E3}|\p{Extended_Pictographic})`;
/** Pictures with what joins and varies them: joiner, variation selectors, skin tones, tags of a region's flag. */
const EMOJI = String.raw`${PICTURE}(?:${PICTURE}|[\u{200D}\u{FE0E}\u{FE0F}\u{1F3FB}-\u{1F3FF}\u{E0020}-\u{E007F}])*`;

/** The emoji may be missing, or be whatever a board has instead of one: the label says enough. */
const LABELLED = new RegExp(`^(${LABELS.join('|')})(?:\\s+(\\S+))?\\s+Ducalis$`, 'iu');
/** Any text may name a criterion, so here the emoji must be one. */
const CRITERION = new RegExp(`^(\\S.*?)\\s+(${EMOJI})\\s+Ducalis$`, 'iu');

const STAR = /[★⭐🌟]/u;

export function isSyncBackField(name: string): boolean {
  return parseName(name) !== null;
}

/** One result for each board (emoji) that has at least one value, in the order in which the boards first appear. */
export function readSyncBack(fields: readonly NamedText[]): readonly SyncBackResult[] {
  const boards = new Map<string, { readonly name: SyncBackName; readonly text: string }[]>();
  for (const { name, text } of fields) {
    const parsed = parseName(name);
    if (parsed === null || text === null || text.trim() === '') continue;
    const board = plain(parsed.emoji);
    boards.set(board, [...(boards.get(board) ?? []), { name: parsed, text }]);
  }
  return [...boards.values()].map((values) => {
    const textOf = (label: Label): string => values.find(({ name }) => name.label === label)?.text ?? '';
    return {
      emoji: values[0]?.name.emoji ?? '',
      priority: firstNumber(textOf('priority')),
      isTopPriority: STAR.test(textOf('priority')),
      totalScore: firstNumber(textOf('total score')),
      votingPercent: firstNumber(textOf('score percentage')),
      isFinal: saysFinal(textOf('score status')),
      alignment: firstNumber(textOf('alignment')),
      criteria: values
        .filter(({ name }) => name.label === null)
        .map(({ name, text }) => ({ name: name.text, score: firstNumber(text) })),
    };
  });
}

/** The result of the board with that emoji, else the first: a board's emoji may not be known. */
export function preferBoard(
  results: readonly SyncBackResult[],
  emoji: string | null,
): SyncBackResult | undefined {
  const ofBoard = results.find((result) => emoji !== null && plain(result.emoji) === plain(emoji));
  return ofBoard ?? results[0];
}

/**
 * Fields that a board left behind when its emoji changed: they bear the emoji of no known board, while others in the
 * same project bear one of a known board. Ducalis writes into them no more, so what they show is old.
 */
export function staleSyncBackFields(
  fieldNames: readonly string[],
  knownEmojis: readonly string[],
): readonly string[] {
  const known = new Set(knownEmojis.map(plain));
  const emojiOf = (name: string): string => plain(parseName(name)?.emoji ?? '');
  const marked = fieldNames.filter((name) => emojiOf(name) !== '');
  return marked.some((name) => known.has(emojiOf(name)))
    ? marked.filter((name) => !known.has(emojiOf(name)))
    : [];
}

function parseName(name: string): SyncBackName | null {
  const labelled = LABELLED.exec(name);
  if (labelled !== null) {
    const [, text = '', emoji = ''] = labelled;
    return { emoji, text, label: LABELS.find((label) => label === text.toLowerCase()) ?? null };
  }
  const criterion = CRITERION.exec(name);
  if (criterion === null) return null;
  const [, text = '', emoji = ''] = criterion;
  return { emoji, text, label: null };
}

/** The same emoji is written with and without variation selectors. */
function plain(emoji: string): string {
  return emoji.replace(/[\u{FE0E}\u{FE0F}]/gu, '');
}

/** `Final` and `Completed` are; `Not final`, `Preliminary`, `In progress` and `Incomplete` are not. */
function saysFinal(status: string): boolean {
  const words = status.toLowerCase().split(/[^\p{L}]+/u);
  return (
    words.some((word) => ['final', 'complete', 'completed'].includes(word)) &&
    !words.some((word) => ['not', 'non', 'no', 'never', 'isn'].includes(word))
  );
}

/** `⭐ 3`, `#3`, `87 %`, `12,5`, `1 234` and `1.234,5` all carry one number. */
function firstNumber(text: string): number | null {
  const match = /[-−]?(?:\d{1,3}(?:[\s'’]\d{3})+(?!\d)(?:[.,]\d+)?|\d+(?:[.,]\d+)*)/u.exec(text);
  return match === null ? null : Number(withDecimalPoint(match[0].replace(/[\s'’]/gu, '').replace('−', '-')));
}

/**
 * Of two kinds of separators the last one is the decimal one; one kind that occurs more than once separates
 * thousands. `1,234` is read as 1234, because a lone comma before three digits rarely means a fraction.
 */
function withDecimalPoint(digits: string): string {
  const separators = digits.replace(/[^.,]/g, '');
  const last = separators.slice(-1);
  const isRepeated = separators.length > 1 && separators.split(last).length === separators.length + 1;
  if (separators === '') return digits;
  if (isRepeated || /^-?[1-9]\d{0,2},\d{3}$/.test(digits)) return digits.replace(/[.,]/g, '');
  const at = digits.lastIndexOf(last);
  return `${digits.slice(0, at).replace(/[.,]/g, '')}.${digits.slice(at + 1)}`;
}
