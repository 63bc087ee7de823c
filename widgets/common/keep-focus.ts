/**
 * A button that is switched off while its work is under way, or that goes away with what it was for, takes the focus
 * along: who uses the keyboard would no longer see where they are. They go on from there, or from what comes next.
 */
const REACHABLE = 'button, input, textarea, a[href], [tabindex="0"]';

/** Where a key was pressed last. */
interface Place {
  readonly element: HTMLElement;
  readonly next: readonly HTMLElement[];
}

function canTakeFocus(element: HTMLElement): boolean {
  return !element.matches(':disabled') && element.checkVisibility({ visibilityProperty: true });
}

/** @param root what is outside of it is a dialog or a popup. */
export function keepFocus(root: HTMLElement): void {
  let inWidget: Place | null = null;
  let above: HTMLElement | null = null;

  const note = ({ target }: KeyboardEvent) => {
    if (!(target instanceof HTMLElement) || target === document.body) return;
    above = root.contains(target) ? null : target;
    if (above !== null) return;
    const all = [...root.querySelectorAll<HTMLElement>(REACHABLE)];
    inWidget = { element: target, next: all.slice(all.indexOf(target) + 1) };
  };
  // Before the button hears of it.
  document.addEventListener('keydown', note, { capture: true });
  // Who uses a mouse needs none of this.
  document.addEventListener('pointerdown', () => {
    inWidget = null;
    above = null;
  });

  const restore = () => {
    // Somebody who has gone on to YouTrack's own page is not called back.
    if (document.activeElement !== document.body || !document.hasFocus()) return;
    if (above?.isConnected) {
      if (canTakeFocus(above)) above.focus();
      return;
    }
    if (inWidget === null) return;
    const { element, next } = inWidget;
    if (canTakeFocus(element)) element.focus();
    else if (!element.isConnected) next.find(canTakeFocus)?.focus();
  };
  new MutationObserver(restore).observe(document.body, {
    subtree: true,
    childList: true,
    attributeFilter: ['disabled'],
  });
}
