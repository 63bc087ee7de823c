/** Going through a page with the keyboard, and whether one can see where one is. */
import type { Frame, Locator, Page } from 'playwright-core';
import { frameOf } from './visit.ts';

const MOST_STEPS = 80;

/**
 * Presses Tab (or Shift+Tab) until the focus is on or in this.
 * @returns what was passed on the way and could not be seen to have the focus; the target included.
 */
export async function tabTo(
  page: Page,
  target: Locator,
  key: 'Tab' | 'Shift+Tab' = 'Tab',
): Promise<string[]> {
  const unseen: string[] = [];
  for (let step = 0; step < MOST_STEPS; step += 1) {
    await page.keyboard.press(key);
    const lost = await unseenFocus(frameOf(page));
    if (lost !== null) unseen.push(lost);
    if (await target.evaluate((element) => element.contains(document.activeElement))) return unseen;
  }
  throw new Error(`Tab never comes to ${target}`);
}

/** The name of what has the focus in the widget; null: nothing has it. */
export function focusIn(page: Page): Promise<string | null> {
  return frameOf(page).evaluate(() => {
    const focused = document.activeElement;
    if (!(focused instanceof HTMLElement) || focused === document.body) return null;
    return focused.dataset.test?.split(' ').at(-1) ?? focused.tagName;
  });
}

/** Whether Tab comes out of the widget again. */
export async function leavesWidget(page: Page): Promise<boolean> {
  for (let step = 0; step < MOST_STEPS; step += 1) {
    await page.keyboard.press('Tab');
    if (await page.evaluate(() => document.activeElement?.tagName !== 'IFRAME')) return true;
  }
  return false;
}

/** The focused element of the widget when it looks the same without the focus, or cannot be seen at all. */
function unseenFocus(frame: Frame): Promise<string | null> {
  return frame.evaluate(() => {
    const focused = document.activeElement;
    if (!(focused instanceof HTMLElement) || focused === document.body) return null;
    const settle = () => {
      for (const animation of document.getAnimations()) {
        if (animation instanceof CSSTransition) animation.finish();
      }
    };
    // A control may show the focus on what stands around it, or beside an input that is hidden.
    const parts = [focused, focused.parentElement, focused.nextElementSibling];
    const look = () => {
      settle();
      return parts
        .map((part) => {
          if (part === null) return '';
          return [null, '::before', '::after']
            .map((pseudo) => {
              const { outline, boxShadow, borderColor, backgroundColor } = getComputedStyle(part, pseudo);
              return [outline, boxShadow, borderColor, backgroundColor].join();
            })
            .join();
        })
        .join();
    };
    const name = `${focused.tagName} ${focused.dataset.test ?? ''} ${focused.textContent ?? ''}`.trim();
    if (!focused.checkVisibility({ visibilityProperty: true })) return name;
    const withFocus = look();
    focused.blur();
    const withoutFocus = look();
    focused.focus();
    return withFocus === withoutFocus ? name : null;
  });
}
