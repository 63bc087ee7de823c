/** A small package that breaks no rule, for tests that break one. */

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

export const SOUND_MANIFEST = {
  name: 'sample',
  title: 'Sample app',
  description: 'Does nothing.',
  version: '1.0.0',
  vendor: { name: 'Nobody' },
  icon: 'icon.svg',
  minYouTrackVersion: '2026.2.0',
  widgets: [
    {
      key: 'first',
      name: 'First',
      indexPath: 'first/index.html',
      extensionPoint: 'ISSUE_FIELD_PANEL_LAST',
      iconPath: 'icon.svg',
      permissions: ['READ_ISSUE'],
    },
    { key: 'second', name: 'Second', indexPath: 'second/index.html', extensionPoint: 'PROJECT_TAB' },
  ],
};

export const SOUND_SETTINGS = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  type: 'object',
  properties: {
    token: { title: 'Token', type: 'string', format: 'secret', 'x-scope': 'GLOBAL' },
    label: { title: 'Label', type: 'string' },
  },
  required: ['label'],
};

export const SOUND_EXTENSIONS = {
  entityTypeExtensions: [
    { entityType: 'Issue', properties: { note: { type: 'string' }, twins: { type: 'Issue', multi: true } } },
    { entityType: 'AppGlobalStorage', properties: { count: { type: 'integer' } } },
  ],
};

export const SOUND_RULE = `'use strict';
const { Issue } = require('@jetbrains/youtrack-scripting-api/entities');
const { Connection } = require('@jetbrains/youtrack-scripting-api/http');
exports.rule = Issue.onChange({
  title: 'Sample',
  action: (ctx) => { console.log(JSON.stringify(ctx.issue.id), new Map(), Connection); },
});
`;

/** A utility module; a package has one only if a script requires it. */
export const SOUND_MODULE = `'use strict';
exports.twice = (number) => 2 * number;
`;

export const SOUND_PAGE = `<!doctype html>
<html><head><link rel="stylesheet" href="./main.css"></head>
<body><a href="https://example.com/help">Help</a><script type="module" src="./main.js"></script></body></html>
`;

const SOUND_FILES: Readonly<Record<string, string>> = {
  'manifest.json': JSON.stringify(SOUND_MANIFEST),
  'settings.json': JSON.stringify(SOUND_SETTINGS),
  'entity-extensions.json': JSON.stringify(SOUND_EXTENSIONS),
  'icon.svg': '<svg xmlns="http://www.w3.org/2000/svg"/>',
  'on-change.js': SOUND_RULE,
  'widgets/icon.svg': '<svg xmlns="http://www.w3.org/2000/svg"/>',
  'widgets/first/index.html': SOUND_PAGE,
  'widgets/first/main.js': 'fetch("./data"); document.title = "https://example.com";',
  'widgets/first/main.css': 'a { background: url(dot.svg), url("data:image/gif;base64,AA") }',
  'widgets/first/dot.svg': '<svg xmlns="http://www.w3.org/2000/svg"/>',
  'widgets/second/index.html': SOUND_PAGE,
  'widgets/second/main.js': 'document.title = "second";',
  'widgets/second/main.css': 'a { color: var(--ring-text-color) }',
};

/** The sound package with some files replaced or added; null takes one away, other values become JSON. */
export function packageWith(changes: Readonly<Record<string, unknown>> = {}): Map<string, Uint8Array> {
  const files = new Map(Object.entries(SOUND_FILES).map(([path, text]) => [path, encode(text)]));
  for (const [path, content] of Object.entries(changes)) {
    if (content === null) files.delete(path);
    else files.set(path, encode(typeof content === 'string' ? content : JSON.stringify(content)));
  }
  return files;
}
