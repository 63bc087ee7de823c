/** Errors that scripts catch: of the realm, named like the Java exceptions of the real engine. */

function named(name: string, message: string): Error {
  return Object.defineProperty(new Error(message), 'name', { value: name });
}

/** A value of the wrong type, or a name that is not there. */
export function illegalArgument(message: string): Error {
  return named('IllegalArgumentException', message);
}

/** What the entity cannot do as it is now. */
export function illegalState(message: string): Error {
  return named('IllegalStateException', message);
}

export function unsupported(message: string): Error {
  return named('UnsupportedOperationException', message);
}

/** A part of the scripting API that exists in YouTrack but not here. */
export function notEmulated(what: string): Error {
  return new Error(`${what} is not emulated`);
}
