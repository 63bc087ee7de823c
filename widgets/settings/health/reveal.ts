/** Leads from a finding to the part of the page where it is dealt with. */

/** Id of the element that asks whether this YouTrack was moved. */
export const INSTANCE_QUESTION = 'instance-question';

/** Unfolds a step if it is folded, and gives it the focus. */
export function revealStep(step: 'account' | 'reading' | 'projects'): void {
  const panel = document.getElementById(`step-${step}`);
  const toggle = panel?.querySelector<HTMLButtonElement>('button[aria-expanded]');
  if (toggle?.getAttribute('aria-expanded') === 'false') toggle.click();
  toggle?.focus();
  panel?.scrollIntoView({ block: 'start' });
}

export function revealQuestion(): void {
  const question = document.getElementById(INSTANCE_QUESTION);
  question?.focus();
  question?.scrollIntoView({ block: 'start' });
}
