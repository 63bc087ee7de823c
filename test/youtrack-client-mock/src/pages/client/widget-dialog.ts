/** A widget that a toolbar button opens: a dialog that lasts until the widget or the person closes it. */
import * as v from 'valibot';
import { WidgetDataSchema } from '../page-data.ts';
import { need } from './page.ts';
import { mountWidget } from './widget-host.ts';

/** @param button stands beside the template that holds the widget's place */
export async function openWidgetDialog(button: HTMLElement): Promise<void> {
  const template = need(button.parentElement ?? document, 'template', HTMLTemplateElement);
  const dialog = document.createElement('dialog');
  dialog.className = 'widget-dialog';
  dialog.append(template.content.cloneNode(true));
  dialog.addEventListener('close', () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();

  const place = need(dialog, '[data-widget]', HTMLElement);
  const { expectedWidth } = v.parse(WidgetDataSchema, JSON.parse(place.dataset.widget ?? 'null'));
  if (expectedWidth !== null) place.style.width = `${expectedWidth}px`;
  await mountWidget(place);
}
