/** Reads and writes the facts of a delivery on an issue: one property each, the claim as one JSON text. */
import type { ExtensionProperties } from '@jetbrains/youtrack-scripting-api/entities';
import * as v from 'valibot';
import type { Claim, DeliveryFacts, DeliveryPatch } from '../domain/delivery.ts';
import { DELIVERY_PROPERTIES, readAll, write } from './extension-properties.ts';

const ClaimSchema = v.object({
  batch: v.string(),
  token: v.nullable(v.string()),
  revision: v.pipe(v.number(), v.safeInteger()),
  at: v.number(),
  hash: v.nullable(v.string()),
});

/** A claim that cannot be read counts as none. */
function parseClaim(text: string | null): Claim | null {
  if (text === null) return null;
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), ClaimSchema), text);
  return parsed.success ? parsed.output : null;
}

export function readDelivery(properties: ExtensionProperties): DeliveryFacts {
  const values = readAll(properties, DELIVERY_PROPERTIES);
  return { ...values, sent: parseClaim(values.sent) };
}

export function writeDelivery(properties: ExtensionProperties, patch: DeliveryPatch): void {
  const { sent, ...others } = patch;
  const claim = sent === undefined ? {} : { sent: sent === null ? null : JSON.stringify(sent) };
  write(properties, DELIVERY_PROPERTIES, { ...others, ...claim });
}
