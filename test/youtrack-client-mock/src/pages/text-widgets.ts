/**
 * Widgets in texts: a line `{{widget <app>/<key>}}` stands for a widget of the place MARKDOWN. How YouTrack itself
 * writes them into a text is not documented; here they follow the text they are in.
 */
import type { WidgetData, WidgetEntity } from './page-data.ts';
import type { Site, Visit } from './site.ts';

const MENTION = /\{\{widget ([^/{}\s]+)\/([^{}\s]+)\}\}/g;

/** In the order of the text; what is no widget that the visitor may see is left out. */
export function embeddedWidgets(
  site: Site,
  visit: Visit,
  text: string,
  entity: WidgetEntity,
): readonly WidgetData[] {
  const known = site.widgetsAt('MARKDOWN', visit, null, entity);
  return [...text.matchAll(MENTION)].flatMap(
    ([, app, key]) => known.find((widget) => widget.app === app && widget.key === key) ?? [],
  );
}

export function withoutWidgets(text: string): string {
  return text.replace(MENTION, '');
}
