/** What is said about an import. Pure. */

import type { ImportView } from '../../../src/shared/journal.ts';
import { counted } from '../../common/counts.ts';
import { type Message, message } from '../../messages/message.ts';

export interface ImportWords {
  readonly title: Message;
  /** Null before the first import. */
  readonly sentence: Message | null;
}

export function importWords(view: ImportView): ImportWords {
  const { state, checked, total, marked } = view;
  const queued = counted(view.queued);
  // What a change has queued before the import came to it is no work of the import.
  const progress = message('project.import.progress', { checked, total, marked });
  if (state === 'none') return { title: message('project.import.nothing'), sentence: null };
  if (state === 'running') {
    const waiting = message('project.import.waiting', { queued });
    return {
      title: message('project.import.running.title', { checked, total }),
      sentence: queued === 0 ? progress : message('project.import.running.sentence', { progress, waiting }),
    };
  }
  if (state === 'paused') {
    return {
      title: message('project.import.paused.title'),
      sentence: message('project.import.paused.sentence', { progress }),
    };
  }
  if (queued > 0) {
    return {
      title: message('project.import.sending.title'),
      sentence: message('project.import.sending.sentence', { queued }),
    };
  }
  return {
    title: message('project.import.done.title'),
    sentence: message('project.import.done.sentence', { checked, marked }),
  };
}

export function attentionTitle({ needsAttention }: ImportView): Message {
  return message('project.import.attention', { count: counted(needsAttention) });
}

/** While there is work, the page sends on instead of waiting for the next sweep. */
export function isWorking({ state, queued }: ImportView): boolean {
  return state === 'running' || (state === 'done' && queued > 0);
}
