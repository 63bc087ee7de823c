/** What is said about an import. Pure. */
import type { ImportView } from '../../../src/shared/journal.ts';
import { capped } from '../../common/counts.ts';

export interface ImportWords {
  readonly title: string;
  readonly sentence: string;
}

export function importWords(view: ImportView, locale: string): ImportWords {
  const number = (value: number) => new Intl.NumberFormat(locale).format(value);
  const { state, checked, total, marked, queued } = view;
  // What a change has queued before the import came to it is no work of the import.
  const left = marked === 0 ? 'none' : number(marked);
  const found = checked === 0 ? '' : `, ${left} of these left for the import to send`;
  const progress = `${number(checked)} of ${number(total)} issues looked at${found}.`;
  const waiting =
    queued === 0 ? '' : ` ${capped(queued, locale)} ${queued === 1 ? 'is' : 'are'} still to be sent.`;
  if (state === 'none') return { title: 'Nothing imported yet', sentence: '' };
  if (state === 'running') {
    return { title: `Importing ${number(checked)} of ${number(total)}`, sentence: progress + waiting };
  }
  if (state === 'paused') {
    return { title: 'Paused', sentence: `${progress} Changes made meanwhile are sent all the same.` };
  }
  if (queued > 0) return { title: 'Sending', sentence: `All issues were looked at.${waiting}` };
  const subject = marked === 0 ? 'None' : number(marked);
  const verb = marked > 1 ? 'were' : 'was';
  return {
    title: 'Up to date',
    sentence: `${number(checked)} issues looked at. ${subject} of them ${verb} left for the import to send.`,
  };
}

export function attentionTitle({ needsAttention }: ImportView, locale: string): string {
  return needsAttention === 1
    ? '1 issue needs attention'
    : `${capped(needsAttention, locale)} issues need attention`;
}

/** While there is work, the page sends on instead of waiting for the next sweep. */
export function isWorking({ state, queued }: ImportView): boolean {
  return state === 'running' || (state === 'done' && queued > 0);
}
