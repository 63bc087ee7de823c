/** Messages as a screen shows them. A page has one language for as long as it is open, so this is no state of React's. */
import { createElement, Fragment, type ReactElement, type ReactNode } from 'react';
import type { MessageId, Shown, Value, Values } from './message.ts';
import type { Tag, Words } from './words.ts';

let words: Words | null = null;

/** To be called once, before anything is drawn. */
export function speak(spoken: Words): void {
  words = spoken;
}

function spoken(): Words {
  if (words === null) throw new Error('Nothing can be said before speak() was called');
  return words;
}

export function t(id: MessageId, values?: Values): string {
  return spoken().text(values === undefined ? { id } : { id, values });
}

export function textOf(shown: Shown): string {
  return spoken().text(shown);
}

type Drawn = (content: ReactNode) => ReactElement;

/** Tags that every message may have. `bdi` keeps a name that turns the direction of writing from turning what is beside it. */
const TAGS: Readonly<Record<string, Drawn>> = {
  b: (content) => <b>{content}</b>,
  bdi: (content) => <bdi>{content}</bdi>,
};

/** A message with elements in it: as values, or as functions that draw what stands between two tags. */
export function rich(
  id: MessageId,
  values: Readonly<Record<string, Value | ReactElement | Drawn>> = {},
): ReactElement {
  const given: Record<string, Value | ReactElement | Tag<ReactElement>> = {};
  for (const [name, value] of Object.entries({ ...TAGS, ...values })) {
    given[name] = typeof value === 'function' ? (chunks) => value(together(chunks)) : value;
  }
  return together(spoken().parts<ReactElement>(id, given));
}

/** As children that were written one after the other, so that they need no keys. */
function together(parts: readonly ReactNode[]): ReactElement {
  return createElement(Fragment, null, ...parts);
}
