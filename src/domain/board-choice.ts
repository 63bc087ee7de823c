/** The boards that administrators of projects may choose. Pure. */

/** Ids; null: all. */
export type BoardChoice = readonly string[] | null;

/** The same boards, in any order. */
export function isSameChoice(one: BoardChoice, other: BoardChoice): boolean {
  return asText(one) === asText(other);
}

function asText(boards: BoardChoice): string {
  return JSON.stringify(boards === null ? null : [...boards].sort());
}
