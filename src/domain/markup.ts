/** Reads HTML as a browser would, tag by tag, in time linear in its length. Pure; scripts have no DOM. */

export type Token =
  /** Entities are left as they stand; no `<` is among it. */
  | { readonly kind: 'text'; readonly text: string }
  /** Names in lower case; values with their entities. */
  | { readonly kind: 'start'; readonly name: string; readonly attributes: ReadonlyMap<string, string> }
  | { readonly kind: 'end'; readonly name: string };

/** Each reads on from `lastIndex` and has one way to match, so that no input makes it try again and again. */
const TAG = /<(\/?)([a-z][^\s/>]*)/iy;
const ATTRIBUTE = /[\s/=]*([^\s/>=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+)))?/y;
const TAG_END = /[\s/=]*>/y;

/** @param dropped elements that are left out together with their content, up to the first end tag of their name. */
export function* readMarkup(html: string, dropped: ReadonlySet<string>): Generator<Token, void> {
  const lowerCase = html.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
  let at = 0;
  const read = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    const found = pattern.exec(html);
    if (found !== null) at = pattern.lastIndex;
    return found;
  };
  /** Position of the next `text`, or of the end of the input. */
  const find = (text: string, from: number): number => {
    const found = lowerCase.indexOf(text, from);
    return found < 0 ? html.length : found;
  };

  while (at < html.length) {
    const next = html.indexOf('<', at);
    const text = html.slice(at, next < 0 ? html.length : next);
    if (text !== '') yield { kind: 'text', text };
    if (next < 0) return;
    at = next;
    const tag = read(TAG);
    if (tag === null) {
      if (html.startsWith('<!--', at)) at = find('-->', at + 2) + 3;
      else if (/[!?/]/.test(html.charAt(at + 1))) at = find('>', at) + 1;
      else {
        at += 1;
        yield { kind: 'text', text: '&lt;' };
      }
      continue;
    }
    const name = String(tag[2]).toLowerCase();
    const attributes = new Map<string, string>();
    for (let found = read(ATTRIBUTE); found !== null; found = read(ATTRIBUTE)) {
      const key = String(found[1]).toLowerCase();
      if (!attributes.has(key)) attributes.set(key, found[2] ?? found[3] ?? found[4] ?? '');
    }
    if (read(TAG_END) === null) return;
    if (tag[1] === '/') yield { kind: 'end', name };
    else if (dropped.has(name)) at = find(`</${name}`, at);
    else yield { kind: 'start', name, attributes };
  }
}
