/**
 * Runs inside a widget's frame before anything of the app: offers `YTApp` over the sandbox library's connection and
 * tells the page how high the content is.
 */
import type Connection from '@jetbrains/websandbox/dist/connection';
import type { FrameContext } from './frame-document.ts';
import { HEIGHT_MESSAGE } from './height-message.ts';

/** Put into the frame by the sandbox library. */
declare const Websandbox: { readonly connection: Connection };

const { connection } = Websandbox;
const context: FrameContext = JSON.parse(document.currentScript?.dataset.context ?? 'null');

/** Resolves to the Host API once the page has sent its methods and has received the plugin's. */
async function register(plugin: Readonly<Record<string, unknown>> = {}): Promise<unknown> {
  const methods = Object.entries(plugin).flatMap(([name, method]) =>
    typeof method === 'function' ? [[name, method.bind(plugin)] as const] : [],
  );
  await connection.remoteMethodsWaitPromise;
  await connection.setLocalApi(Object.fromEntries(methods));
  return connection.remote;
}

Object.defineProperty(window, 'YTApp', {
  value: { ...context, register },
  writable: true,
  configurable: true,
});

let told = -1;

function tellHeight(): void {
  const { documentElement, body } = document;
  const height = Math.ceil(Math.max(documentElement.getBoundingClientRect().height, body.scrollHeight));
  if (height === told) return;
  told = height;
  window.parent.postMessage({ type: HEIGHT_MESSAGE, height }, '*');
}

addEventListener('DOMContentLoaded', () => {
  const sizes = new ResizeObserver(tellHeight);
  sizes.observe(document.documentElement);
  sizes.observe(document.body);
  // Content may outgrow a body of a fixed height without resizing it.
  new MutationObserver(tellHeight).observe(document.body, {
    childList: true,
    subtree: true,
    characterData: true,
  });
  tellHeight();
});
