/** Dates in the patterns of Java's SimpleDateFormat, on top of Luxon. */
import { DateTime, IANAZone } from 'luxon';

/** How YouTrack writes a date when nobody chose a format. */
const SYSTEM_FORMAT = 'd MMM yyyy HH:mm';
const SYSTEM_FORMATS = [SYSTEM_FORMAT, 'd MMM yyyy', "yyyy-MM-dd'T'HH:mm:ss", 'yyyy-MM-dd'];
const LOCALE = 'en-US';

/** A pattern, zone or text that Java would not accept; the message is Java's. */
export class DateFormatError extends Error {
  constructor(
    /** Simple name of the Java exception. */
    readonly exception: 'IllegalArgumentException' | 'ParseException',
    message: string,
  ) {
    super(message);
  }
}

type Piece =
  | { readonly kind: 'text'; readonly text: string }
  /** `letters` is a run of one pattern letter. */
  | { readonly kind: 'field'; readonly letters: string };

function split(pattern: string): Piece[] {
  const pieces: Piece[] = [];
  for (const [found] of pattern.matchAll(/'(?:[^']|'')*'|([A-Za-z])\1*|[^A-Za-z']+|'/g)) {
    if (found === "''") pieces.push({ kind: 'text', text: "'" });
    else if (found.startsWith("'")) {
      if (found.length === 1) throw new DateFormatError('IllegalArgumentException', 'Unterminated quote');
      pieces.push({ kind: 'text', text: found.slice(1, -1).replaceAll("''", "'") });
    } else if (/^[A-Za-z]/.test(found)) pieces.push({ kind: 'field', letters: found });
    else pieces.push({ kind: 'text', text: found });
  }
  return pieces;
}

function luxonToken(letters: string): string {
  const letter = letters.charAt(0);
  if (letter === 'y') return letters.length === 2 ? 'yy' : 'yyyy';
  if (letter === 'S') return letters.length >= 3 ? 'SSS' : 'S';
  if (letter === 'E') return letters.length >= 4 ? 'EEEE' : 'EEE';
  if (letter === 'a') return 'a';
  if (letter === 'Z') return 'ZZZ';
  if (letter === 'X') return letters.length === 3 ? 'ZZ' : 'ZZZ';
  if (letter === 'z') return letters.length >= 4 ? 'ZZZZZ' : 'ZZZZ';
  if (letter === 'M') return letters.slice(0, 4);
  if (letter === 'd' || letter === 'H' || letter === 'h' || letter === 'm' || letter === 's') {
    return letters.slice(0, 2);
  }
  throw new DateFormatError('IllegalArgumentException', `Illegal pattern character '${letter}'`);
}

function demandZone(timeZoneId: string): string {
  if (/^(UTC|GMT)$/i.test(timeZoneId) || IANAZone.isValidZone(timeZoneId)) return timeZoneId;
  throw new DateFormatError(
    'IllegalArgumentException',
    `The datetime zone id '${timeZoneId}' is not recognised`,
  );
}

/** @param timeZoneId an IANA zone. Throws {@link DateFormatError}. */
export function formatDate(millis: number, pattern: string | null, timeZoneId: string): string {
  const date = DateTime.fromMillis(millis, { zone: demandZone(timeZoneId), locale: LOCALE });
  return split(pattern ?? SYSTEM_FORMAT)
    .map((piece) => {
      if (piece.kind === 'text') return piece.text;
      const text = date.toFormat(luxonToken(piece.letters));
      if (!piece.letters.startsWith('X')) return text;
      if (date.offset === 0) return 'Z';
      return piece.letters === 'X' ? text.slice(0, '+hh'.length) : text;
    })
    .join('');
}

/** Milliseconds of the first pattern that fits. Throws {@link DateFormatError} when none does. */
export function parseDate(text: string, patterns: readonly string[] | null, timeZoneId: string): number {
  const zone = demandZone(timeZoneId);
  for (const pattern of patterns ?? SYSTEM_FORMATS) {
    const pieces = split(pattern);
    const luxonFormat = pieces.map((piece) =>
      piece.kind === 'text' ? quote(piece.text) : luxonToken(piece.letters),
    );
    const isoZone = pieces.find((piece) => piece.kind === 'field' && piece.letters.startsWith('X'));
    const zero = isoZone?.kind === 'field' && isoZone.letters === 'XXX' ? '+00:00' : '+0000';
    const readable = isoZone ? text.replace(/Z$/, zero) : text;
    const date = DateTime.fromFormat(readable, luxonFormat.join(''), { zone, locale: LOCALE });
    if (date.isValid) return date.toMillis();
  }
  throw new DateFormatError('ParseException', `Unparseable date: "${text}"`);
}

function quote(text: string): string {
  return /[A-Za-z]/.test(text) ? `'${text}'` : text;
}
