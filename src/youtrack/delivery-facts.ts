/** Reads and writes the facts of a delivery on an issue: one property each, the claim and the departures as texts. */
import type { ExtensionProperties } from '@jetbrains/youtrack-scripting-api/entities';
import * as v from 'valibot';
import { current, type DeliveryFacts, type DeliveryPatch, type LastMark } from '../domain/delivery.ts';
import { DELIVERY_PROPERTIES, readAll, readNumber, readString, write } from './extension-properties.ts';
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
        together: v.optional(v.nullable(v.number()), null),
      }),
    ),
  }),
);

/**
 * Where nothing is queued. Never empty again: of two transactions that write an unset property at once, YouTrack may
 * refuse one, and it may be a person's edit (youtrack-platform §15 U18).
 */
const NOT_QUEUED = '-';

/** Behind the queue's id: queued, but not found among those whose turn it is. */
const PUT_OFF = '~';

/** The value by which the issues of a queue that are put off are found. */
export function putOffQueue(queueId: string): string {
  return `${queueId}${PUT_OFF}`;
}

/** As they count now ({@link current}). A claim or departures that cannot be read count as none. */
export function readDelivery(properties: ExtensionProperties): DeliveryFacts {
  const values = readAll(properties, DELIVERY_PROPERTIES);
  const isPutOff = values.queue?.endsWith(PUT_OFF) === true;
  return current({
    ...values,
    queue: queueOf(values.queue),
    isPutOff,
    sent: claimText.readOr(values.sent, null),
    departures: departuresText.readOr(values.departures, { departures: [] }).departures,
  });
}

function queueOf(text: string | null): string | null {
  if (text === null || text === NOT_QUEUED) return null;
  return text.endsWith(PUT_OFF) ? text.slice(0, -PUT_OFF.length) : text;
}

/** A queue is written together with whether the issue is put off; absent: it is not. */
export function writeDelivery(properties: ExtensionProperties, patch: DeliveryPatch): void {
  const { sent, queue, isPutOff, departures, ...others } = patch;
  write(properties, DELIVERY_PROPERTIES, {
    ...others,
    ...(queue === undefined ? {} : { queue: queueText(queue, isPutOff === true) }),
    ...(sent === undefined ? {} : { sent: sent === null ? null : claimText.write(sent) }),
    ...(departures === undefined
      ? {}
      : {
          departures: departures.length === 0 ? null : departuresText.write({ departures: [...departures] }),
        }),
  });
}

function queueText(queue: string | null, isPutOff: boolean): string {
  if (queue === null) return NOT_QUEUED;
  return isPutOff ? putOffQueue(queue) : queue;
}

/** Of the facts only when an issue that is put off may be tried again: cheap enough for thousands of them. */
export function readRetryAt(properties: ExtensionProperties): number | null {
  return readNumber(properties, 'retryAt');
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
