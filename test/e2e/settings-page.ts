/** What the tests of the administration page do on it, as a person would. */
import type { Locator, Page } from 'playwright-core';
import { named, openSelect, widgetOn } from './visit.ts';

export const ADMIN = 'extensionEndpoints/ducalis/admin';
export const PAGE = '/admin/app/ducalis/settings';

export interface Settings {
  readonly page: Page;
  part(name: string): Locator;
  step(name: 'account' | 'reading' | 'projects'): Locator;
  /** Waits until a step is in a state. */
  reached(name: 'account' | 'reading' | 'projects', state: string): Promise<void>;
  project(key: string): Locator;
  /** Waits until a project is in a state. */
  projectIs(key: string, state: string): Promise<void>;
  saveToken(name: 'ducalisToken' | 'youtrackToken', token: string): Promise<void>;
  /** Takes the place of what is in the field, by way of the clipboard. */
  paste(name: 'ducalisToken' | 'youtrackToken', token: string): Promise<void>;
  /** Answers YouTrack's own question whether the app may change something. */
  confirm(answer: 'Allow' | 'Deny'): Promise<void>;
  choose(select: string, option: string): Promise<void>;
}

export function settingsOn(page: Page): Settings {
  const widget = widgetOn(page);
  const part = (name: string) => widget.locator(named(name));
  return {
    page,
    part,
    step: (name) => part(`step-${name}`),
    reached: (name, state) => widget.locator(`${named(`step-${name}`)}[data-state="${state}"]`).waitFor(),
    project: (key) => widget.locator(`${named('project')}[data-project="${key}"]`),
    projectIs: (key, state) =>
      widget.locator(`${named('project')}[data-project="${key}"][data-state="${state}"]`).waitFor(),
    async saveToken(name, token) {
      await part(`${name}-input`).fill(token);
      await part(`${name}-save`).click();
    },
    async paste(name, token) {
      await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
      await page.evaluate((text) => navigator.clipboard.writeText(text), token);
      await part(`${name}-input`).focus();
      await page.keyboard.press('ControlOrMeta+A');
      await page.keyboard.press('ControlOrMeta+V');
    },
    confirm: (answer) => page.getByRole('button', { name: answer, exact: true }).click(),
    async choose(select, option) {
      await openSelect(part(select));
      await part('ring-popup').getByText(option).first().click();
    },
  };
}
