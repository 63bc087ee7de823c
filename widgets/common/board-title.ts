/** A board as people know it, its emoji first. Pure. */
import type { Board } from '../../src/shared/api.ts';

export function boardTitle({ name, emoji }: Pick<Board, 'name' | 'emoji'>): string {
  return emoji === null ? name : `${emoji} ${name}`;
}
