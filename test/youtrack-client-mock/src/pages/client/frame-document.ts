/** The document inside a widget's frame: the app's index.html with what YouTrack puts before it. */
import type { WidgetData } from '../page-data.ts';
import { page } from './page.ts';

/** The bundled `frame.ts`; put in by the bundler. */
declare const FRAME_SCRIPT: string;

/** Scripts, styles and images from elsewhere load; code made from strings does not run (youtrack-platform §8). */
const POLICY = "script-src * 'unsafe-inline' blob: data:; object-src 'none'";
const DARK_CLASSES = ['theme-dark', 'ring-variables_dark-dark'];

/** What the frame's script is told; it becomes `YTApp`. */
export interface FrameContext {
  readonly entity: WidgetData['entity'];
  readonly me: typeof page.me;
  readonly locale: string;
  readonly widget: { readonly id: string; readonly appId: string };
}

export function frameDocument(indexHtml: string, widget: WidgetData): string {
  const parsed = new DOMParser().parseFromString(indexHtml, 'text/html');
  const { head, body } = parsed;

  const policy = parsed.createElement('meta');
  policy.httpEquiv = 'Content-Security-Policy';
  policy.content = POLICY;

  const context: FrameContext = {
    entity: widget.entity,
    me: page.me,
    locale: page.locale,
    widget: { id: `${widget.appId}:${widget.key}`, appId: widget.appId },
  };
  const script = parsed.createElement('script');
  script.dataset.context = JSON.stringify(context);
  script.textContent = FRAME_SCRIPT;

  const style = parsed.createElement('style');
  style.textContent = initialStyle(widget);

  // The sandbox library looks for a literal `<head>`.
  for (const { name } of [...head.attributes]) head.removeAttribute(name);
  head.prepend(policy, script, style);
  if (page.theme === 'dark') body.classList.add(...DARK_CLASSES);
  return `<!DOCTYPE html>${parsed.documentElement.outerHTML}`;
}

function initialStyle(widget: WidgetData): string {
  const frame = widget.layout === 'panel' ? 'html { overflow: hidden; }' : '';
  return `:root { color-scheme: ${page.theme}; } body { margin: 0; } ${frame}`;
}
