/** The page's own data and elements, as the server rendered them. */
import * as v from 'valibot';
import type { PageData } from '../page-data.ts';
import { PageDataSchema } from '../page-data.ts';

export const page: PageData = v.parse(PageDataSchema, JSON.parse(document.body.dataset.page ?? 'null'));

/** Fired on the document after an issue was changed through this page. */
export const CHANGED = 'emulator:changed';

/** Throws when the server's HTML and this script do not belong together. */
export function need<E extends Element>(root: ParentNode, selector: string, type: new () => E): E {
  const element = root.querySelector(selector);
  if (!(element instanceof type)) throw new Error(`The page has no ${selector}`);
  return element;
}
