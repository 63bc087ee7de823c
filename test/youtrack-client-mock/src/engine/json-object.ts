/** Objects in the JSON files of a package. */
import * as v from 'valibot';

/** Goes before a record or loose object, which would take a list for an object without any properties. */
export const notList = v.pipe(
  v.unknown(),
  v.check((value) => !Array.isArray(value), 'must be an object, not a list'),
);
