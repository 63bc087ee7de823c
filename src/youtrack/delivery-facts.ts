/** Reads and writes the facts of a delivery on an issue: one property each, the claim and the departures as texts. */
import type { ExtensionProperties } from '@jetbrains/youtrack-scripting-api/entities';
import * as v from 'valibot';
import { current, type DeliveryFacts, type DeliveryPatch, type LastMark } from '../domain/delivery.ts';
import { DELIVERY_PROPERTIES, readAll, readString, write } from './extension-properties.ts';
import { storedText } from './stored-text.ts';

const Revision = v.pipe(v.number(), v.safeInteger());
const addVersion = (text: unknown): unknown => text;

const claimText = storedText(
  1,
  v.object({
    batch: v.string(),
    token: v.nullable(v.string()),
    revision: Revision,
    at: v.number(),
    hash: v.nullable(v.string()),
  }),
  { 0: addVersion },
);

const departuresText = storedText(
  1,
  v.object({
    departures: v.array(
      v.object({
        board: v.string(),
        externalId: v.string(),
        revision: Revision,
        attempts: v.number(),
        due: v.number(),
        call: v.nullable(v.string()),
        at: v.number(),
      }),
    ),
  }),
);

/**
 * Where nothing is queued. Never empty again: of two transactions that write an unset property at once, YouTrack may
 * refuse one, and it may be a person's edit (youtrack-platform §15 U18).
 */
const NOT_QUEUED = '-';

/** As they count now ({@link current}). A claim or departures that cannot be read count as none. */
export function readDelivery(properties: ExtensionProperties): DeliveryFacts {
  const values = readAll(properties, DELIVERY_PROPERTIES);
  return current({
    ...values,
    queue: values.queue === NOT_QUEUED ? null : values.queue,
    sent: claimText.readOr(values.sent, null),
    departures: departuresText.readOr(values.departures, { departures: [] }).departures,
  });
}

export function writeDelivery(properties: ExtensionProperties, patch: DeliveryPatch): void {
  const { sent, queue, departures, ...others } = patch;
  write(properties, DELIVERY_PROPERTIES, {
    ...others,
    ...(queue === undefined ? {} : { queue: queue ?? NOT_QUEUED }),
    ...(sent === undefined ? {} : { sent: sent === null ? null : claimText.write(sent) }),
    ...(departures === undefined
      ? {}
      : {
          departures: departures.length === 0 ? null : departuresText.write({ departures: [...departures] }),
        }),
  });
}

/** Whether the properties that a change is marked with have values, so that writing them creates nothing. */
export function hasMark(properties: ExtensionProperties): boolean {
  return readString(properties, 'changeToken') !== null && readString(properties, 'queue') !== null;
}

export function readLastMark(properties: ExtensionProperties): LastMark {
  return {
    changeToken: readString(properties, 'changeToken'),
    ackedToken: readString(properties, 'ackedToken'),
  };
}
