/** What a widget must or may declare at some extension points only (youtrack-platform §9). */
import type { ManifestWidget } from './manifest-widget.ts';
import type { Problem } from './problem.ts';

type Place = ManifestWidget['extensionPoint'];

/** Pages of their own, whose top bar a widget may replace. */
const WITH_HEADER: readonly Place[] = ['MAIN_MENU_ITEM', 'ADMINISTRATION_MENU_ITEM'];

/** YouTrack shows both where a channel is selected. */
const NEEDED_BY_CHANNELS = ['description', 'iconPath'] as const;

/** How the first size of a widget is written: inside a text, and in the grid of a dashboard. */
const SIZES: Partial<Readonly<Record<Place, { readonly form: RegExp; readonly words: string }>>> = {
  MARKDOWN: { form: /^\d+(?:px|%)$/, words: 'pixels or percent, such as 300px or 50%' },
  DASHBOARD_WIDGET: { form: /^[1-9]\d*fr$/, words: 'fractions, such as 2fr' },
};

export function checkPlace(widget: ManifestWidget, problems: Problem[]): void {
  const { key, extensionPoint, showHeader, defaultDimensions } = widget;
  const report = (sentence: string) =>
    problems.push({ file: 'manifest.json', sentence: `The widget "${key}" ${sentence}.` });
  if (extensionPoint === 'HELPDESK_CHANNEL') {
    for (const name of NEEDED_BY_CHANNELS) {
      if (widget[name] === undefined) report(`is a helpdesk channel and needs ${name}`);
    }
  }
  if (showHeader !== undefined && !WITH_HEADER.includes(extensionPoint)) {
    report(`must not set showHeader, which is for ${WITH_HEADER.join(' and ')}`);
  }
  const size = SIZES[extensionPoint];
  for (const side of ['width', 'height'] as const) {
    const value = defaultDimensions?.[side];
    if (size !== undefined && value !== undefined && !size.form.test(value)) {
      report(`must give defaultDimensions.${side} in ${size.words}`);
    }
  }
}
