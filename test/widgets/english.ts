/** What a person reads of the messages that pure parts of the widgets return. */
import { compileMessages } from '../../widgets/compile-messages.ts';
import common from '../../widgets/messages/en/common.json' with { type: 'json' };
import errors from '../../widgets/messages/en/errors.json' with { type: 'json' };
import issue from '../../widgets/messages/en/issue.json' with { type: 'json' };
import pages from '../../widgets/messages/en/pages.json' with { type: 'json' };
import project from '../../widgets/messages/en/project.json' with { type: 'json' };
import settings from '../../widgets/messages/en/settings.json' with { type: 'json' };
import type { Message, Shown } from '../../widgets/messages/message.ts';
import { LANGUAGE, wordsOf } from '../../widgets/messages/words.ts';

export const ENGLISH = { ...common, ...errors, ...issue, ...pages, ...project, ...settings };

const words = wordsOf(compileMessages(ENGLISH), LANGUAGE, 'en');

export function english(shown: Shown | null | undefined): string | null {
  return shown === null || shown === undefined ? null : words.text(shown);
}

/** The same data, with a text for every message in it. */
export function inEnglish(data: unknown): unknown {
  if (typeof data !== 'object' || data === null) return data;
  if (isMessage(data)) return words.text(data);
  if (Array.isArray(data)) return data.map(inEnglish);
  return Object.fromEntries(Object.entries(data).map(([name, value]) => [name, inEnglish(value)]));
}

function isMessage(data: object): data is Message {
  return 'id' in data && typeof data.id === 'string' && data.id in ENGLISH;
}
