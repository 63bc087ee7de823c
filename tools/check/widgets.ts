/**
 * The widgets below `widgets/`, where YouTrack resolves `indexPath` and `iconPath`. A widget is one script and one
 * style file of its own: YouTrack was seen to load no second chunk, its CSP refuses `eval`, and nothing of ours may
 * be fetched from a foreign server (youtrack-platform §8).
 */
import { dirname, join } from 'node:path/posix';
import { type DefaultTreeAdapterTypes, defaultTreeAdapter, parse } from 'parse5';
import { type PackageFiles, readText } from '../package-files.ts';
import { readScript } from './javascript.ts';
import type { ManifestWidget } from './manifest-widget.ts';
import type { Problem } from './problem.ts';

type Element = DefaultTreeAdapterTypes.Element;

const LOADING_ATTRIBUTES = ['src', 'href', 'srcset', 'poster', 'data', 'action'];
const LOADERS = ['fetch', 'Worker', 'SharedWorker', 'EventSource', 'WebSocket', 'importScripts'];
const COMPILERS = ['eval', 'Function'];

export function checkWidget(widget: ManifestWidget, files: PackageFiles, problems: Problem[]): void {
  const { key, indexPath, iconPath } = widget;
  if (iconPath !== undefined && !files.has(join('widgets', iconPath))) {
    problems.push({
      file: 'manifest.json',
      sentence: `The icon widgets/${iconPath} of the widget "${key}" is missing.`,
    });
  }
  const index = join('widgets', indexPath.replace(/\?.*$/, ''));
  const html = readText(files, index);
  if (html === null) {
    problems.push({
      file: 'manifest.json',
      sentence: `The page ${index} of the widget "${key}" is missing.`,
    });
    return;
  }
  const elements = [...descendants(parse(html))];
  for (const element of elements) checkUrls(index, element, files, problems);
  checkScripts(index, elements, files, problems);
  checkStyles(index, elements, files, problems);
}

function checkScripts(index: string, elements: Element[], files: PackageFiles, problems: Problem[]): void {
  const scripts = elements.filter(
    (element) => element.tagName === 'script' || isLink(element, 'modulepreload'),
  );
  const [source] = scripts.map((script) => attribute(script, 'src'));
  if (scripts.length !== 1 || source === undefined) {
    problems.push({
      file: index,
      sentence: `The page must load exactly one script; it has ${scripts.length}.`,
    });
  }
  if (source === undefined) return;
  const file = join(dirname(index), source);
  const code = readText(files, file);
  if (code !== null) checkWidgetScript(file, code, problems);
}

function checkWidgetScript(file: string, code: string, problems: Problem[]): void {
  const script = readScript(code, 'module');
  if ('error' in script) {
    problems.push({ file, sentence: `The script can't be parsed: ${script.error}.` });
    return;
  }
  for (const name of script.imports) {
    problems.push({ file, sentence: `The script imports ${name}; a widget is one script.` });
  }
  for (const { callee, text } of script.calls) {
    if (COMPILERS.includes(callee)) {
      problems.push({ file, sentence: `The script calls ${callee}, which the page's CSP refuses.` });
    }
    if (LOADERS.includes(callee) && text !== null && isForeign(text)) {
      problems.push({ file, sentence: `The script loads ${text} from another server.` });
    }
  }
}

function checkStyles(index: string, elements: Element[], files: PackageFiles, problems: Problem[]): void {
  const styles = elements.filter((element) => isLink(element, 'stylesheet'));
  if (styles.length !== 1 || elements.some(({ tagName }) => tagName === 'style')) {
    problems.push({
      file: index,
      sentence: `The page must load exactly one style file; it has ${styles.length}.`,
    });
  }
  for (const style of styles) {
    const file = join(dirname(index), attribute(style, 'href') ?? '');
    const css = readText(files, file);
    if (css !== null) checkStyleSheet(file, css, files, problems);
  }
}

function checkStyleSheet(file: string, css: string, files: PackageFiles, problems: Problem[]): void {
  if (/@import\b/.test(css)) problems.push({ file, sentence: 'The style file imports another one.' });
  for (const [, , url = ''] of css.matchAll(/\burl\(\s*(["']?)(.*?)\1\s*\)/g)) {
    checkUrl(file, url, files, problems);
  }
}

function checkUrls(file: string, element: Element, files: PackageFiles, problems: Problem[]): void {
  if (element.tagName === 'a') return;
  for (const { name, value } of element.attrs) {
    if (LOADING_ATTRIBUTES.includes(name)) checkUrl(file, value, files, problems);
  }
}

/** A page has no address of its own in YouTrack, so `/…` leads astray just as `https://…` leads away. */
function checkUrl(from: string, url: string, files: PackageFiles, problems: Problem[]): void {
  if (/^(?:data:|#)/.test(url)) return;
  if (isForeign(url)) {
    problems.push({ file: from, sentence: `${url} is loaded from another server.` });
  } else if (url.startsWith('/')) {
    problems.push({ file: from, sentence: `${url} is not a relative URL.` });
  } else if (!files.has(join(dirname(from), url.replace(/[?#].*$/, '')))) {
    problems.push({ file: from, sentence: `${url} is not in the package.` });
  }
}

function isForeign(url: string): boolean {
  return /^(?:[a-z][a-z\d+.-]*:)?\/\//i.test(url);
}

function isLink(element: Element, relation: string): boolean {
  return element.tagName === 'link' && (attribute(element, 'rel') ?? '').split(/\s+/).includes(relation);
}

function attribute(element: Element, name: string): string | undefined {
  return element.attrs.find((candidate) => candidate.name === name)?.value;
}

function* descendants(parent: DefaultTreeAdapterTypes.ParentNode): Generator<Element> {
  for (const node of parent.childNodes) {
    if (!defaultTreeAdapter.isElementNode(node)) continue;
    yield node;
    yield* descendants(node);
  }
}
