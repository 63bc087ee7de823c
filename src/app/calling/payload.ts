/** What one function of a chain tells a later one. YouTrack keeps no objects, so it is JSON (youtrack-platform §3). */
import * as v from 'valibot';

export interface Payload<Value> {
  write(value: Value): string;
  /** Null for a text that says nothing. */
  read(payload: string | null): Value | null;
}

export function payloadOf<Schema extends v.GenericSchema>(schema: Schema): Payload<v.InferOutput<Schema>> {
  return {
    write: (value) => JSON.stringify(value),
    read(payload) {
      const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), schema), payload);
      return parsed.success ? parsed.output : null;
    },
  };
}
