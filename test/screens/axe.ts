/** axe in a widget's frame: what would keep somebody from using it. */
import axe from 'axe-core';
import type { Frame } from 'playwright-core';
import type { Theme } from '../e2e/visit.ts';

declare global {
  interface Window {
    axe: typeof axe;
  }
}

/**
 * Everything serious or critical, one line each: the rule, the element, and what is wrong with it.
 *
 * @param theme only contrast differs in the dark one, so that nothing else is looked at there.
 */
export async function barriers(frame: Frame, theme: Theme): Promise<readonly string[]> {
  if (!(await frame.evaluate(() => 'axe' in window))) await frame.addScriptTag({ content: axe.source });
  const rules = theme === 'dark' ? ['color-contrast'] : undefined;
  return frame.evaluate(async (only) => {
    // A widget has no ground of its own: it stands on YouTrack's, which the frame cannot see.
    const widget = document.querySelector('.widget');
    document.body.style.backgroundColor =
      widget === null ? '' : getComputedStyle(widget).getPropertyValue('--ring-content-background-color');
    const { violations } = await window.axe.run(document, {
      resultTypes: ['violations'],
      ...(only === undefined ? {} : { runOnly: only }),
    });
    document.body.style.backgroundColor = '';
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .flatMap(({ id, nodes }) =>
        nodes.map(({ target, any, all, none }) => {
          const why = [...any, ...all, ...none].map(({ message }) => message).join('; ');
          return `${id} at ${target.join(' ')}: ${why}`;
        }),
      );
  }, rules);
}
