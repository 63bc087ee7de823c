/** Messages at the edge of the page: what `host.alert` shows, and what went wrong in the page itself. */
import { need } from './page.ts';

export type ToastType = 'message' | 'error' | 'warning' | 'success' | 'loading';

const TYPES: readonly ToastType[] = ['message', 'error', 'warning', 'success', 'loading'];
const DEFAULT_MS = 6000;

/** @param timeout milliseconds until the message goes; it goes at a click, too */
export function showToast(text: string, type: ToastType = 'message', timeout = DEFAULT_MS): void {
  const toast = document.createElement('div');
  toast.className = `toast ${type}`;
  toast.textContent = text;
  toast.addEventListener('click', () => toast.remove());
  need(document, '#toasts', HTMLElement).append(toast);
  setTimeout(() => toast.remove(), timeout);
}

export function toastType(type: unknown): ToastType {
  return TYPES.find((known) => known === type) ?? 'message';
}

/** For promises nobody waits for. */
export function reportFailure(error: unknown): void {
  showToast(error instanceof Error ? error.message : String(error), 'error');
}
