/**
 * Cuts what is too long for Ducalis, with a visible mark: a long text must not keep the rest of its issue from arriving.
 * Pure.
 */
import type { WireValue } from './field-value.ts';
import { safeHtml } from './html.ts';
import { beginningOf, utf8Length } from './text-size.ts';

/** Of one issue, in bytes of JSON: half of what a call may carry, so that what is in between has room too. */
const MOST_BYTES = 500_000;
/** Characters, as `docs/ducalis-openapi.yaml` has them. */
const LONGEST_NAME = 1_000;
const LONGEST_CHOICE = 255;
/** Bytes of one matched text field. */
const LONGEST_FIELD = 50_000;
/** Bytes of each label and field of an issue that has so many of them that it does not fit. */
const SHORTEST_FIELD = 1_000;

const MARK = '…';

export interface Fittable {
  readonly key: string;
  readonly url: string;
  readonly name: string;
  /** HTML. */
  readonly description: string;
  readonly status: string | null;
  readonly type: string | null;
  readonly labels: readonly string[];
  readonly fields: Readonly<Record<string, WireValue>>;
}

/** @param base the address of the YouTrack, as for `safeHtml`. */
export function fitted<Item extends Fittable>(item: Item, base: string): Item {
  const short = {
    ...item,
    name: shortened(item.name, LONGEST_NAME),
    status: item.status === null ? null : shortened(item.status, LONGEST_CHOICE),
    type: item.type === null ? null : shortened(item.type, LONGEST_CHOICE),
    fields: cutFields(item.fields, LONGEST_FIELD),
  };
  const bare = { ...short, description: '' };
  if (isSurelySmall(item.description) && isSurelySmall(JSON.stringify(bare))) return short;
  if (sizeOf(bare) + sizeOf(item.description) <= MOST_BYTES) return short;
  const rest = sizeOf(bare) <= MOST_BYTES / 2 ? short : smallest(short);
  const room = MOST_BYTES - sizeOf({ ...rest, description: '' });
  return { ...rest, description: cutHtml(item, room, base) };
}

/** Cheap, for the usual issue: a UTF-16 unit takes six bytes of JSON at most. */
function isSurelySmall(text: string): boolean {
  return text.length <= MOST_BYTES / 2 / 6;
}

function sizeOf(value: unknown): number {
  return utf8Length(JSON.stringify(value));
}

/** Thousands of labels or fields: as many as there is room for. */
function smallest<Item extends Fittable>(item: Item): Item {
  let left = MOST_BYTES / 2;
  const fits = (value: unknown): boolean => {
    left -= sizeOf(value) + 1;
    return left >= 0;
  };
  const fields = Object.entries(cutFields(item.fields, SHORTEST_FIELD)).filter(fits);
  const labels = item.labels.map((label) => cutText(label, SHORTEST_FIELD)).filter(fits);
  return { ...item, fields: Object.fromEntries(fields), labels };
}

function cutFields(
  fields: Readonly<Record<string, WireValue>>,
  bytes: number,
): Readonly<Record<string, WireValue>> {
  return Object.fromEntries(
    Object.entries(fields).map(([key, value]) => [
      key,
      typeof value === 'string' ? cutText(value, bytes) : value,
    ]),
  );
}

/** @param length in UTF-16 units. */
function shortened(text: string, length: number): string {
  if (text.length <= length) return text;
  const end = length - MARK.length;
  // Half of a pair is no character.
  return `${text.slice(0, /[\ud800-\udbff]/.test(text.charAt(end - 1)) ? end - 1 : end)}${MARK}`;
}

function cutText(text: string, bytes: number): string {
  const beginning = beginningOf(text, bytes - utf8Length(MARK));
  return beginning.length < text.length && beginningOf(text, bytes) !== text ? `${beginning}${MARK}` : text;
}

/** Room for the mark and for the ends of open elements. */
const RESERVED = 4_000;

function cutHtml({ key, url, description }: Fittable, bytes: number, base: string): string {
  const beginning = beginningOf(description, Math.max(0, bytes - RESERVED));
  const mark = `<p><em>${MARK} This text is longer. All of it is in <a href="${url}">${key}</a>.</em></p>`;
  return `${safeHtml(withoutBrokenEnd(beginning), base)}${mark}`;
}

/** Neither half a tag nor half an entity. */
function withoutBrokenEnd(html: string): string {
  const tag = html.lastIndexOf('<');
  const whole = tag > html.lastIndexOf('>') ? html.slice(0, tag) : html;
  return whole.replace(/&[#\w]{0,32}$/, '');
}
