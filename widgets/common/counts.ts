/** Counts and names as people read them. Pure. */
import { type Message, message } from '../messages/message.ts';

/** The app counts no further. Messages say "or more" of this number: `=1000`. */
const COUNTED = 1_000;

export function counted(count: number): number {
  return Math.min(count, COUNTED);
}

const MOST_NAMED = 5;

/** The first few names, and how many more there are. */
export function someNames(names: readonly string[]): Message {
  return message('pages.names', {
    names: names.slice(0, MOST_NAMED),
    more: Math.max(0, names.length - MOST_NAMED),
  });
}
