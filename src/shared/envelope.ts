/**
 * How a handler answers a widget that asks for an envelope: always with 200, because some versions of YouTrack do not
 * hand the body of any other answer to the widget (youtrack-platform §15, U16). Every other caller gets real statuses.
 */
import * as v from 'valibot';
import { FailureSchema } from './api.ts';

/** The parameter by which a widget asks for it; any value will do. */
export const ENVELOPE = 'envelope';

export const EnvelopeSchema = v.variant('ok', [
  v.object({ ok: v.literal(true), data: v.unknown() }),
  /** `status`: what another caller would have got. */
  v.object({ ok: v.literal(false), status: v.number(), ...FailureSchema.entries }),
]);
export type Envelope = v.InferOutput<typeof EnvelopeSchema>;
