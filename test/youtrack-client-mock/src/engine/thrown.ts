/** What a script threw, which may be anything, as text. */

/** The message alone, for a person. Never throws. */
export function messageOf(thrown: unknown): string {
  return textOf(thrown, 'message');
}

/** With its stack, for a log. Never throws. */
export function traceOf(thrown: unknown): string {
  return textOf(thrown, 'stack');
}

/** With its name, as a script would print it. Never throws. */
export function printed(thrown: unknown): string {
  return written(() => String(thrown));
}

function textOf(thrown: unknown, member: 'message' | 'stack'): string {
  return written(() => {
    const told: unknown =
      typeof thrown === 'object' && thrown !== null ? Reflect.get(thrown, member) : thrown;
    return String(told ?? thrown);
  });
}

function written(write: () => string): string {
  try {
    return write();
  } catch {
    // An object without a prototype, or with a hostile getter, has no text; that it was thrown is all there is to say.
    return 'something that cannot be shown as text';
  }
}
