/** What a screen is: one state of one page, how it comes about, and when it is there. */
import type { FrameLocator, Locator, Page } from 'playwright-core';
import type { World } from '../fixtures/world.ts';

/** A page in front of a world, before and after it is opened. */
export interface Stage {
  readonly world: World;
  readonly page: Page;
  readonly widget: FrameLocator;
  /** Parts of the widget by `data-test`. */
  part(name: string): Locator;
}

export interface Screen {
  /** `<screen>-<state>`: names its pictures. */
  readonly key: string;
  /** What is to be seen, for the index. */
  readonly says: string;
  /** Who looks at it; absent: the login of the scene. */
  readonly login?: string;
  /** Brings the state about. @returns the path of the page below `/youtrack`, with a leading slash. */
  readonly open: (stage: Stage) => Promise<string> | string;
  /** What the person does on the page. */
  readonly act?: (stage: Stage) => Promise<unknown>;
  /** Selector in the widget: the screen counts once this is visible. */
  readonly shows: string;
  /** Puts right what the next screens of the scene would suffer from. */
  readonly after?: (stage: Stage) => Promise<unknown>;
}

/** Screens that share a world and follow one another in it. */
export interface Scene {
  readonly name: string;
  readonly login: string;
  readonly documentedOnly?: boolean;
  /** Whatever all its screens need. */
  readonly prepare: (world: World) => Promise<unknown>;
  /** Changes for every page of it what would differ from run to run. */
  readonly dress?: (stage: Stage) => Promise<unknown>;
  readonly screens: readonly Screen[];
}
