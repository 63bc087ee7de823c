/** One way to break a source file, and how it is named so that the name outlives changes elsewhere in the file. */

export interface Mutant {
  /** Names it in `survivors.ts`. Holds no line number. */
  readonly key: string;
  /** The operator that made it, or the sentence of a known mutant. */
  readonly what: string;
  /** Path from the repository's root, with `/`. */
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;
  /** Offsets in the text of the file: what is replaced. */
  readonly start: number;
  readonly end: number;
  readonly replacement: string;
  /** The lines it changes, before and after. */
  readonly before: string;
  readonly after: string;
}

/** An edit of a text, before it has a name. */
export interface Edit {
  readonly what: string;
  readonly start: number;
  readonly end: number;
  readonly replacement: string;
}

/** Of a replaced text in a key. */
const LONGEST = 60;

/** Edits of one file as mutants. Two that change the same text on equal lines get `#2`, `#3` in their order. */
export function mutantsOf(file: string, text: string, edits: readonly Edit[]): Mutant[] {
  const seen = new Map<string, number>();
  return edits.map((edit) => {
    const from = text.lastIndexOf('\n', edit.start - 1) + 1;
    const to = text.indexOf('\n', edit.end) === -1 ? text.length : text.indexOf('\n', edit.end);
    const [head, old, tail] = [
      text.slice(from, edit.start),
      text.slice(edit.start, edit.end),
      text.slice(edit.end, to),
    ];
    const name = `${file}: ${head.trimStart()}«${short(old)}»${tail} → «${short(edit.replacement)}»`;
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    return {
      ...edit,
      key: count === 1 ? name : `${name} #${count}`,
      file,
      line: text.slice(0, edit.start).split('\n').length,
      before: head + old + tail,
      after: head + edit.replacement + tail,
    };
  });
}

function short(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length <= LONGEST ? line : `${line.slice(0, LONGEST - 20)} … ${line.slice(-15)}`;
}

/** The text of a file with the mutant in it. */
export function mutated(text: string, { start, end, replacement }: Omit<Edit, 'what'>): string {
  return text.slice(0, start) + replacement + text.slice(end);
}
