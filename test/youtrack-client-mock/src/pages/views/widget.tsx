/** @jsxImportSource hono/jsx */
/** The place of a widget; the page's script puts the sandboxed iframe into it. */
import type { WidgetData } from '../page-data.ts';

export function WidgetPlace({ widget }: { readonly widget: WidgetData }) {
  return (
    <section
      class={`widget widget-${widget.layout}`}
      data-widget={JSON.stringify(widget)}
      data-app={widget.app}
      data-key={widget.key}
      aria-label={widget.name}
    >
      <header class="widget-header">
        <button type="button" class="widget-title" data-widget-action="toggle" aria-expanded="true">
          {widget.name}
        </button>
        <span class="widget-app">{widget.appTitle}</span>
        <button type="button" class="icon" data-widget-action="configure" title="Configure" hidden>
          ⚙
        </button>
        <button type="button" class="icon" data-widget-action="refresh" title="Refresh" hidden>
          ↻
        </button>
      </header>
      <p class="widget-error" role="alert" hidden></p>
      <div class="widget-frame"></div>
    </section>
  );
}

/** Nothing at all where no app has a widget. */
export function WidgetPlaces({ widgets }: { readonly widgets: readonly WidgetData[] }) {
  return (
    <>
      {widgets.map((widget) => (
        <WidgetPlace widget={widget} />
      ))}
    </>
  );
}

/** Widgets that open in a dialog of their own, afresh each time. */
export function WidgetOptions({ widgets }: { readonly widgets: readonly WidgetData[] }) {
  if (widgets.length === 0) return null;
  return (
    <div class="toolbar">
      {widgets.map((widget) => (
        <div>
          <button type="button" class="button" data-action="open-widget">
            {widget.name}
          </button>
          <template>
            <WidgetPlace widget={widget} />
          </template>
        </div>
      ))}
    </div>
  );
}
