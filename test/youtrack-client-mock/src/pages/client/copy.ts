/** Buttons that copy the value of a field; where the clipboard is closed, the value is selected to be copied by hand. */
import { need } from './page.ts';
import { showToast } from './toast.ts';

export async function copyFrom(button: HTMLElement): Promise<void> {
  const field = need(document, button.dataset.copy ?? '', HTMLInputElement);
  field.select();
  await navigator.clipboard.writeText(field.value);
  showToast('Copied', 'success');
}
