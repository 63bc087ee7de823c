/** The frame's surroundings in the page: header, buttons, error line, modal and collapsed state. */
import type { EmbeddableControl } from './embeddable-api.ts';
import type { WidgetPlaceControl } from './host-api.ts';
import { need } from './page.ts';

export class WidgetSection implements WidgetPlaceControl, EmbeddableControl {
  readonly frameContainer: HTMLElement;
  private readonly title: HTMLButtonElement;
  private readonly error: HTMLElement;

  constructor(private readonly element: HTMLElement) {
    this.frameContainer = need(element, '.widget-frame', HTMLElement);
    this.title = need(element, '[data-widget-action=toggle]', HTMLButtonElement);
    this.error = need(element, '.widget-error', HTMLElement);
    this.title.addEventListener('click', () =>
      this.setCollapsed(!this.element.classList.contains('collapsed')),
    );
  }

  /** The frame covers the page, so that the widget can show a dialog of its own. */
  setModal(modal: boolean): void {
    this.element.classList.toggle('modal', modal);
  }

  /** What a person opened goes away; what stands on the page folds up. */
  collapse(): void {
    this.setModal(false);
    const dialog = this.element.closest('dialog');
    if (dialog) dialog.close();
    else this.setCollapsed(true);
  }

  setTitle(label: string, url: string | null): void {
    this.title.textContent = label;
    if (url !== null) this.title.title = url;
  }

  setBusy(busy: boolean): void {
    this.element.classList.toggle('busy', busy);
  }

  setConfiguring(configuring: boolean): void {
    this.element.classList.toggle('configuring', configuring);
  }

  setError(message: string | null): void {
    this.error.textContent = message ?? '';
    this.error.hidden = message === null;
  }

  remove(): void {
    this.element.remove();
  }

  /** Shows a button of the header, or hides it where there is nothing to do. */
  offer(action: 'refresh' | 'configure', work: (() => void) | null): void {
    const button = need(this.element, `[data-widget-action=${action}]`, HTMLButtonElement);
    button.hidden = work === null;
    button.onclick = work;
  }

  private setCollapsed(collapsed: boolean): void {
    this.element.classList.toggle('collapsed', collapsed);
    this.title.setAttribute('aria-expanded', String(!collapsed));
  }
}
