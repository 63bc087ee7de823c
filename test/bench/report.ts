/** Figures: how they are judged, and how they read as a table. Pure. */

export interface Figure {
  readonly name: string;
  /** Null: not measured here, or given up. */
  readonly value: number | null;
  readonly unit: string;
  /** What it is compared with, in words; with its own value where there is one. */
  readonly baseline: string;
  /** The value may be at most this; null: it is only told. */
  readonly target: number | null;
  /** Null: not measured, or without a target. */
  readonly met: boolean | null;
}

export function figure(
  name: string,
  value: number | null,
  unit: string,
  baseline: string,
  target: number | null,
): Figure {
  const met = value === null || target === null ? null : value <= target;
  return { name, value, unit, baseline, target, met };
}

/** A figure that was given up before it had a value. */
export function givenUp(name: string, unit: string, baseline: string, target: number | null): Figure {
  return { name, value: null, unit, baseline, target, met: target === null ? null : false };
}

/** @throws Error for no numbers at all. */
export function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((one, other) => one - other);
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.floor((sorted.length - 1) / 2)];
  if (upper === undefined || lower === undefined) throw new Error('There is no median of nothing');
  return (lower + upper) / 2;
}

/** Four digits at most, so that noise does not look like knowledge. */
export function rounded(number: number): number {
  return Number(number.toPrecision(4));
}

/** As Markdown, which also reads well in a terminal. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const line = (cells: readonly string[]): string =>
    `| ${widths.map((width, column) => (cells[column] ?? '').padEnd(width)).join(' | ')} |`;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}

export function figureTable(figures: readonly Figure[]): string {
  const word = ({ met, value }: Figure): string =>
    met !== null ? (met ? 'yes' : '**no**') : value === null ? 'not measured' : '–';
  return table(
    ['Figure', 'Value', 'Compared with', 'Target', 'Met'],
    figures.map((one) => {
      const { name, value, unit, baseline, target, met } = one;
      const told = value === null ? (met === false ? 'given up' : '–') : `${value} ${unit}`.trim();
      return [name, told, baseline, target === null ? '–' : `≤ ${target}`, word(one)];
    }),
  );
}
