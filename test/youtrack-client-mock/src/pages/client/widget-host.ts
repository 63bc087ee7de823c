/** Puts a widget into its place: a sandboxed frame of an opaque origin, joined to the page by the Host API only. */
import Websandbox from '@jetbrains/websandbox';
import * as v from 'valibot';
import type { WidgetData } from '../page-data.ts';
import { WidgetDataSchema } from '../page-data.ts';
import { embeddableApi } from './embeddable-api.ts';
import { frameDocument } from './frame-document.ts';
import { HEIGHT_MESSAGE } from './height-message.ts';
import type { HostApi } from './host-api.ts';
import { baseApi } from './host-api.ts';
import { navigation } from './navigation.ts';
import { CHANGED } from './page.ts';
import { WidgetSection } from './widget-section.ts';

/**
 * The grants apps observe; neither `allow-same-origin` nor `allow-modals` (youtrack-platform §8). That a widget leads
 * the browser elsewhere was seen, but not by which of the two grants: here by the narrower one.
 */
const SANDBOX =
  'allow-downloads allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation';
const HeightMessageSchema = v.object({
  type: v.literal(HEIGHT_MESSAGE),
  height: v.pipe(v.number(), v.minValue(0)),
});
const REGISTRATION_MS = 15_000;
const EMBEDDABLE: ReadonlySet<string> = new Set(['DASHBOARD_WIDGET', 'MARKDOWN']);
const WITH_NAVIGATION: ReadonlySet<string> = new Set(['MAIN_MENU_ITEM', 'ADMINISTRATION_MENU_ITEM']);

export async function mountWidget(element: HTMLElement): Promise<void> {
  const widget = v.parse(WidgetDataSchema, JSON.parse(element.dataset.widget ?? 'null'));
  const section = new WidgetSection(element);
  const index = await fetch(widget.indexUrl);
  if (!index.ok) {
    section.setError(`The widget's page ${widget.indexUrl} is not in the app's package`);
    return;
  }

  const plugin = new Plugin();
  const sandbox = Websandbox.create(hostApi(widget, section, plugin), {
    frameContainer: section.frameContainer,
    frameClassName: 'widget-iframe',
    frameContent: frameDocument(await index.text(), widget),
    baseUrl: new URL('.', new URL(widget.indexUrl, location.href)).href,
    sandboxAdditionalAttributes: SANDBOX,
    allowAdditionalAttributes: '',
  });
  sandbox.iframe.title = widget.name;
  size(sandbox.iframe, widget);

  const late = setTimeout(
    () => section.setError('YTApp.register() method is not properly invoked'),
    REGISTRATION_MS,
  );
  // The frame sends its methods when the widget registers, and not before.
  await sandbox.connection?.remoteMethodsWaitPromise;
  clearTimeout(late);
  plugin.methods = sandbox.connection?.remote ?? {};
  section.setError(null);
  element.dataset.registered = '';
  section.offer('refresh', plugin.has('onRefresh') ? () => plugin.call('onRefresh') : null);
  section.offer('configure', plugin.has('onConfigure') ? () => plugin.call('onConfigure') : null);
  document.addEventListener(CHANGED, () => {
    if (element.isConnected) plugin.call('onRefresh');
  });
}

/** The callbacks a widget gave to `YTApp.register`; calling one that it did not give does nothing. */
class Plugin {
  methods: Readonly<Record<string, unknown>> = {};

  has(name: string): boolean {
    return typeof this.methods[name] === 'function';
  }

  call(name: string, ...args: unknown[]): void {
    const method = this.methods[name];
    if (typeof method !== 'function') return;
    Promise.resolve(method(...args)).catch((error: unknown) =>
      console.error(`${name} of a widget failed:`, error),
    );
  }
}

function hostApi(widget: WidgetData, section: WidgetSection, plugin: Plugin): HostApi {
  return {
    ...baseApi(widget, section),
    ...(EMBEDDABLE.has(widget.extensionPoint) ? embeddableApi(widget, section) : {}),
    ...(WITH_NAVIGATION.has(widget.extensionPoint)
      ? { navigation: { ...navigation(widget, (location) => plugin.call('onAppLocationChange', location)) } }
      : {}),
  };
}

/** A panel is as high as its content; a page fills what is left unless the manifest says how high it is. */
function size(iframe: HTMLIFrameElement, widget: WidgetData): void {
  if (widget.expectedHeight !== null) iframe.style.height = `${widget.expectedHeight}px`;
  if (widget.layout === 'page') return;
  window.addEventListener('message', (event) => {
    if (event.source !== iframe.contentWindow) return;
    const message = v.safeParse(HeightMessageSchema, event.data);
    if (message.success) iframe.style.height = `${message.output.height}px`;
  });
}
