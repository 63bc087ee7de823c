/**
 * Makes rendered HTML fit to leave YouTrack: only elements that format text, no scripts, no foreign schemes, no
 * signatures of attachments. Everything is written again from what was read, so nothing unknown passes. Pure.
 */
import { absoluteAddress } from './address.ts';
import { readMarkup } from './markup.ts';

/** Elements that pass. Of any other the content stays. */
const ALLOWED = new Set(
  'a b blockquote br caption code dd del div dl dt em figcaption figure h1 h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre s samp small span strike strong sub sup table tbody td tfoot th thead tr tt u ul var'.split(
    ' ',
  ),
);

const WITHOUT_CONTENT = new Set(['br', 'hr', 'img']);

/** Their content is no text, or was never meant to be read. */
const DROPPED = new Set(
  'applet audio button canvas form frameset head iframe math noembed noframes noscript object plaintext script select style svg template textarea title video xmp'.split(
    ' ',
  ),
);

type Passed = (value: string, base: string) => string | null;

const size: Passed = (value) => (/^\d{1,4}$/.test(value) ? value : null);
const words: Passed = (value) => value.replace(/[<>"]/g, escapeCharacter);

/** Attributes that pass, by element, with what becomes of their value; null: nothing. */
const ATTRIBUTES: Readonly<Record<string, Readonly<Record<string, Passed>>>> = {
  a: { href: addressOf(/^(?:https?|mailto):/i), title: words },
  img: { src: addressOf(/^https?:/i), alt: words, title: words, width: size, height: size },
  ol: { start: size },
  td: { colspan: size, rowspan: size },
  th: { colspan: size, rowspan: size },
};

/** Elements open at once. What is nested deeper loses its tags: no page should choke on it. */
const MAX_DEPTH = 100;

/**
 * @param base the address of the YouTrack, without a slash at the end: relative addresses are made absolute with it.
 * @returns a fragment whose tags are balanced.
 */
export function safeHtml(html: string, base: string): string {
  const open: string[] = [];
  let safe = '';
  const closeDownTo = (depth: number): void => {
    while (open.length > depth) safe += `</${open.pop()}>`;
  };
  for (const token of readMarkup(html, DROPPED)) {
    if (token.kind === 'text') safe += token.text;
    else if (token.kind === 'end') {
      const depth = open.lastIndexOf(token.name);
      if (depth >= 0) closeDownTo(depth);
    } else if (ALLOWED.has(token.name)) {
      const attributes = passedAttributes(token.name, token.attributes, base);
      if (WITHOUT_CONTENT.has(token.name)) {
        if (token.name !== 'img' || attributes.startsWith(' src=')) safe += `<${token.name}${attributes}>`;
      } else if (open.length < MAX_DEPTH) {
        safe += `<${token.name}${attributes}>`;
        open.push(token.name);
      }
    }
  }
  closeDownTo(0);
  return safe;
}

function passedAttributes(element: string, attributes: ReadonlyMap<string, string>, base: string): string {
  let passed = '';
  for (const [name, pass] of Object.entries(ATTRIBUTES[element] ?? {})) {
    const value = attributes.get(name);
    const kept = value === undefined ? null : pass(value, base);
    if (kept !== null) passed += ` ${name}="${kept}"`;
  }
  return passed;
}

function addressOf(schemes: RegExp): Passed {
  return (value, base) => {
    const address = absoluteAddress(
      decode(value)
        .replace(/\p{Cc}/gu, '')
        .trim(),
      base,
    );
    return address !== null && schemes.test(address) ? address.replace(/[&<>"]/g, escapeCharacter) : null;
  };
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Entities that it does not know become plain text when the address is written again: none can hide a scheme. */
function decode(value: string): string {
  return value.replace(/&(?:#x([\da-f]+)|#(\d+)|(amp|lt|gt|quot|apos));?/gi, (whole, hex, decimal, name) => {
    if (name !== undefined) return ENTITIES[String(name).toLowerCase()] ?? whole;
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : '';
  });
}

function escapeCharacter(character: string): string {
  return ESCAPES[character] ?? character;
}
