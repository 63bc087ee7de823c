/** Every rule for a package, broken once: each says so in its own sentence and no other rule is troubled. */
import { describe, expect, test } from 'vitest';
import { checkPackage } from '../../tools/check-package.ts';
import {
  packageWith,
  SOUND_EXTENSIONS,
  SOUND_MANIFEST,
  SOUND_MODULE,
  SOUND_PAGE,
  SOUND_RULE,
  SOUND_SETTINGS,
} from './sound-package.ts';

type Changes = Readonly<Record<string, unknown>>;
type Case = readonly [what: string, changes: Changes, file: string, sentence: RegExp];

const [WIDGET, OTHER_WIDGET] = SOUND_MANIFEST.widgets;
const manifest = (changes: Changes): Changes => ({ 'manifest.json': { ...SOUND_MANIFEST, ...changes } });
const widget = (changes: Changes): Changes =>
  manifest({ widgets: [{ ...WIDGET, ...changes }, OTHER_WIDGET] });
const settings = (changes: Changes): Changes => ({ 'settings.json': { ...SOUND_SETTINGS, ...changes } });
const extensions = (...entityTypeExtensions: unknown[]): Changes => ({
  'entity-extensions.json': { entityTypeExtensions },
});
const script = (addition: string): Changes => ({ 'on-change.js': SOUND_RULE + addition });
const page = (from: string, to: string): Changes => ({
  'widgets/first/index.html': SOUND_PAGE.replace(from, to),
});
const widgetScript = (code: string): Changes => ({ 'widgets/first/main.js': code });
const styles = (css: string): Changes => ({ 'widgets/first/main.css': css });

const PAGE = 'widgets/first/index.html';
const SCRIPT_TAG = '<script type="module" src="./main.js"></script>';
const STYLE_TAG = '<link rel="stylesheet" href="./main.css">';

const MANIFEST: readonly Case[] = [
  ['no manifest', { 'manifest.json': null }, 'manifest.json', /has no manifest\.json/],
  ['a manifest that is no JSON', { 'manifest.json': '{' }, 'manifest.json', /is not JSON/],
  ['no name', manifest({ name: undefined }), 'manifest.json', /^name is missing/],
  ['capitals in the name', manifest({ name: 'Sample' }), 'manifest.json', /^name may hold only lowercase/],
  ['a name of 65 characters', manifest({ name: 'a'.repeat(65) }), 'manifest.json', /^name .* at most 64/],
  ['no title', manifest({ title: undefined }), 'manifest.json', /^title is missing/],
  ['a blank title', manifest({ title: ' ' }), 'manifest.json', /^title must not be blank/],
  ['a title of 65 characters', manifest({ title: 'a'.repeat(65) }), 'manifest.json', /^title .* at most 64/],
  ['an exclamation mark in the title', manifest({ title: 'Wow!' }), 'manifest.json', /^title may hold only/],
  ['no description', manifest({ description: undefined }), 'manifest.json', /^description is missing/],
  ['a blank description', manifest({ description: '' }), 'manifest.json', /^description must not be blank/],
  ['no version', manifest({ version: undefined }), 'manifest.json', /^version is missing/],
  ['a version of two parts', manifest({ version: '1.0' }), 'manifest.json', /^version must have the form/],
  [
    'a version of 15 characters',
    manifest({ version: '1.0.12345678901' }),
    'manifest.json',
    /^version .* at most 14/,
  ],
  ['a $schema that is no text', manifest({ $schema: 7 }), 'manifest.json', /^\$schema must be a text/],
  ['a website that is no address', manifest({ url: 'nowhere' }), 'manifest.json', /^url must be an address/],
  ['a website of mail', manifest({ url: 'mailto:a@a.example' }), 'manifest.json', /^url must be an address/],
  [
    'a website of 256 characters',
    manifest({ url: `https://a.example/${'a'.repeat(238)}` }),
    'manifest.json',
    /^url .* at most 255/,
  ],
  [
    'a vendor whose website is no address',
    manifest({ vendor: { name: 'Nobody', url: 'a.example' } }),
    'manifest.json',
    /^vendor\.url must be an address/,
  ],
  [
    'a vendor whose email address is none',
    manifest({ vendor: { name: 'Nobody', email: 'nobody' } }),
    'manifest.json',
    /^vendor\.email must be an email address/,
  ],
  [
    'a space in the prefix of AI tools',
    manifest({ aiToolPrefix: 'a b' }),
    'manifest.json',
    /^aiToolPrefix may hold only/,
  ],
  ['a visual that is no flag', manifest({ visual: 'yes' }), 'manifest.json', /^visual must be true or false/],
  ['a vendor without a name', manifest({ vendor: {} }), 'manifest.json', /^vendor\.name is missing/],
  ['an icon of an unknown kind', manifest({ icon: 'icon.gif' }), 'manifest.json', /^icon must name an svg/],
  [
    'an icon that is not there',
    manifest({ iconDark: 'dark.svg' }),
    'manifest.json',
    /icon dark\.svg is missing/,
  ],
  [
    'change notes too long',
    manifest({ changeNotes: 'a'.repeat(65_001) }),
    'manifest.json',
    /^changeNotes .* 65000/,
  ],
  [
    'a minor YouTrack version of 100',
    manifest({ minYouTrackVersion: '2026.100.0' }),
    'manifest.json',
    /^minYouTrackVersion .* under 100/,
  ],
  [
    'bounds the wrong way round',
    manifest({ minYouTrackVersion: '2026.10.0', maxYouTrackVersion: '2026.3.0' }),
    'manifest.json',
    /2026\.10\.0 is above maxYouTrackVersion/,
  ],
  [
    'HTTP on a YouTrack that blocks on it',
    manifest({ minYouTrackVersion: '2026.1.0' }),
    'manifest.json',
    /must be 2026\.2\.0 or later/,
  ],
  [
    'HTTP on any YouTrack',
    manifest({ minYouTrackVersion: undefined }),
    'manifest.json',
    /must be 2026\.2\.0/,
  ],
  ['an empty list of widgets', manifest({ widgets: [] }), 'manifest.json', /^widgets must not be empty/],
];

const WIDGETS: readonly Case[] = [
  ['a widget without a key', widget({ key: undefined }), 'manifest.json', /^widgets\.0\.key is missing/],
  ['a key with a space', widget({ key: 'a b' }), 'manifest.json', /^widgets\.0\.key may hold only/],
  ['a widget without a name', widget({ name: undefined }), 'manifest.json', /^widgets\.0\.name is missing/],
  ['two widgets of one key', widget({ key: 'second' }), 'manifest.json', /Two widgets have the key "second"/],
  [
    'two widgets of one name',
    widget({ name: 'Second' }),
    'manifest.json',
    /Two widgets have the name "Second"/,
  ],
  [
    'a page of another name',
    widget({ indexPath: 'main.html' }),
    'manifest.json',
    /indexPath must lead to an/,
  ],
  [
    'a page that is not there',
    widget({ indexPath: 'none/index.html' }),
    'manifest.json',
    /page widgets\/none\/index\.html .* is missing/,
  ],
  [
    'a page given from the root',
    widget({ indexPath: 'widgets/first/index.html' }),
    'manifest.json',
    /page widgets\/widgets\/first\/index\.html .* is missing/,
  ],
  [
    'an unknown extension point',
    widget({ extensionPoint: 'ISSUE_SIDEBAR' }),
    'manifest.json',
    /extensionPoint is no extension point .*ISSUE_SIDEBAR/,
  ],
  [
    'an unknown permission',
    widget({ permissions: ['ADMIN'] }),
    'manifest.json',
    /permissions\.0 is no permission .*ADMIN/,
  ],
  ['no permission at all', widget({ permissions: [] }), 'manifest.json', /permissions must not be empty/],
  [
    'a permission twice',
    widget({ permissions: ['READ_ISSUE', 'READ_ISSUE'] }),
    'manifest.json',
    /must not name a permission twice/,
  ],
  [
    'permissions that are no list',
    widget({ permissions: 'READ_ISSUE' }),
    'manifest.json',
    /permissions must be a list/,
  ],
  [
    'a description that is no text',
    widget({ description: 7 }),
    'manifest.json',
    /^widgets\.0\.description must be a text/,
  ],
  [
    'an icon of a widget of an unknown kind',
    widget({ iconPath: 'icon.gif' }),
    'manifest.json',
    /^widgets\.0\.iconPath must name an svg/,
  ],
  [
    'a schema of settings that is no JSON file',
    widget({ settingsSchemaPath: 'settings.yaml' }),
    'manifest.json',
    /settingsSchemaPath must name a JSON file/,
  ],
  [
    'a width that is half a pixel',
    widget({ expectedDimensions: { width: 0.5 } }),
    'manifest.json',
    /expectedDimensions\.width must be a whole number of pixels/,
  ],
  [
    'a height that is a text',
    widget({ expectedDimensions: { height: '300px' } }),
    'manifest.json',
    /expectedDimensions\.height must be a number/,
  ],
  [
    'fractions for a widget in a text',
    widget({ extensionPoint: 'MARKDOWN', defaultDimensions: { width: '2fr', height: '50%' } }),
    'manifest.json',
    /"first" must give defaultDimensions\.width in pixels or percent/,
  ],
  [
    'pixels for a widget on a dashboard',
    widget({ extensionPoint: 'DASHBOARD_WIDGET', defaultDimensions: { width: '2fr', height: '300px' } }),
    'manifest.json',
    /"first" must give defaultDimensions\.height in fractions/,
  ],
  [
    'a default size that is no object',
    widget({ extensionPoint: 'MARKDOWN', defaultDimensions: '300px' }),
    'manifest.json',
    /defaultDimensions must be an object/,
  ],
  [
    'a size that is a list',
    widget({ expectedDimensions: [300, 200] }),
    'manifest.json',
    /expectedDimensions must be an object/,
  ],
  [
    'a helpdesk channel without a description',
    widget({ extensionPoint: 'HELPDESK_CHANNEL' }),
    'manifest.json',
    /"first" is a helpdesk channel and needs description/,
  ],
  [
    'a helpdesk channel without an icon',
    widget({ extensionPoint: 'HELPDESK_CHANNEL', description: 'Mail', iconPath: undefined }),
    'manifest.json',
    /"first" is a helpdesk channel and needs iconPath/,
  ],
  [
    'a header of a part of another page',
    widget({ showHeader: false }),
    'manifest.json',
    /"first" must not set showHeader, which is for MAIN_MENU_ITEM and ADMINISTRATION_MENU_ITEM/,
  ],
  [
    'a header that is no flag',
    widget({ extensionPoint: 'MAIN_MENU_ITEM', showHeader: 'no' }),
    'manifest.json',
    /showHeader must be true or false/,
  ],
  [
    'an icon outside widgets/',
    { 'widgets/icon.svg': null },
    'manifest.json',
    /icon widgets\/icon\.svg .* is missing/,
  ],
  ['no script', page(SCRIPT_TAG, ''), PAGE, /exactly one script; it has 0/],
  ['a script in the page', page(SCRIPT_TAG, '<script>let a;</script>'), PAGE, /exactly one script/],
  ['two scripts', page(SCRIPT_TAG, SCRIPT_TAG + SCRIPT_TAG), PAGE, /exactly one script; it has 2/],
  [
    'a preloaded second script',
    page(STYLE_TAG, `${STYLE_TAG}<link rel="modulepreload" href="./main.js">`),
    PAGE,
    /exactly one script; it has 2/,
  ],
  ['no style file', page(STYLE_TAG, ''), PAGE, /exactly one style file; it has 0/],
  ['two style files', page(STYLE_TAG, STYLE_TAG + STYLE_TAG), PAGE, /exactly one style file; it has 2/],
  ['styles in the page', page(STYLE_TAG, `${STYLE_TAG}<style>a {}</style>`), PAGE, /exactly one style file/],
  [
    'a script that is not there',
    { 'widgets/first/main.js': null },
    PAGE,
    /\.\/main\.js is not in the package/,
  ],
  [
    'a style file that is not there',
    { 'widgets/first/main.css': null },
    PAGE,
    /main\.css is not in the package/,
  ],
  ['a URL from the root', page('./main.js', '/main.js'), PAGE, /\/main\.js is not a relative URL/],
  [
    'a script of another server',
    page('./main.js', 'https://a.example/b.js'),
    PAGE,
    /loaded from another server/,
  ],
  [
    'an image of another server',
    page('<body>', '<body><img src="//a.example/b.png">'),
    PAGE,
    /a\.example\/b\.png is loaded from another server/,
  ],
  ['a second chunk', widgetScript('import "./chunk.js";'), 'widgets/first/main.js', /imports \.\/chunk\.js/],
  [
    'a chunk loaded late',
    widgetScript('import("./late.js");'),
    'widgets/first/main.js',
    /imports \.\/late\.js/,
  ],
  ['eval in a widget', widgetScript('eval("1")'), 'widgets/first/main.js', /calls eval/],
  [
    'a compiled function',
    widgetScript('new Function("return 1")'),
    'widgets/first/main.js',
    /calls Function/,
  ],
  [
    'data of another server',
    widgetScript('fetch("https://a.example/data")'),
    'widgets/first/main.js',
    /loads https:\/\/a\.example\/data/,
  ],
  ['a widget script that is none', widgetScript('let = ;'), 'widgets/first/main.js', /can't be parsed/],
  ['an imported style file', styles('@import "a.css";'), 'widgets/first/main.css', /imports another one/],
  [
    'a font of another server',
    styles('@font-face { src: url(https://a.example/a.woff) }'),
    'widgets/first/main.css',
    /a\.woff is loaded from another server/,
  ],
  [
    'an image that is not there',
    { 'widgets/first/dot.svg': null },
    'widgets/first/main.css',
    /dot\.svg is not in/,
  ],
];

const DECLARATIONS: readonly Case[] = [
  [
    'a $schema with https',
    settings({ $schema: 'https://json-schema.org/draft-07/schema#' }),
    'settings.json',
    /^\$schema must be exactly http:/,
  ],
  [
    'a required secret',
    settings({ required: ['token'] }),
    'settings.json',
    /secret "token" must not be required/,
  ],
  ['a required setting that is none', settings({ required: ['x'] }), 'settings.json', /"x" does not exist/],
  [
    'a setting of an unknown format',
    settings({ properties: { label: { title: 'Label', type: 'string', format: 'password' } } }),
    'settings.json',
    /format is no format of a setting/,
  ],
  [
    'a property of an unknown type',
    extensions({ entityType: 'Issue', properties: { a: { type: 'text' } } }),
    'entity-extensions.json',
    /a\.type is no type of an extension property/,
  ],
  [
    'properties of an unknown entity',
    extensions({ entityType: 'Board', properties: {} }),
    'entity-extensions.json',
    /entityType is no entity/,
  ],
  [
    'an entity declared twice',
    extensions(...SOUND_EXTENSIONS.entityTypeExtensions, { entityType: 'Issue', properties: {} }),
    'entity-extensions.json',
    /of Issue are declared in two places/,
  ],
  [
    'many values of a plain type',
    extensions({ entityType: 'Issue', properties: { a: { type: 'string', multi: true } } }),
    'entity-extensions.json',
    /Issue\.a can't hold several values/,
  ],
];

const UNAVAILABLE = [
  ...['URL', 'URLSearchParams', 'TextEncoder', 'Buffer', 'setTimeout', 'queueMicrotask', 'fetch', 'crypto'],
  ...[
    'process',
    'Java',
    'Polyglot',
    'window',
    'document',
    'globalThis',
    'eval',
    'Function',
    'structuredClone',
  ],
];

const SCRIPTS: readonly Case[] = [
  ...UNAVAILABLE.map(
    (name): Case => [
      `${name} in a script`,
      script(`${name}('');`),
      'on-change.js',
      new RegExp(`uses ${name},`),
    ],
  ),
  ['a script that is none', { 'on-change.js': 'let = ;' }, 'on-change.js', /can't be parsed/],
  ['an import', script("import 'a';"), 'on-change.js', /uses import or export/],
  ['an export', script('export const a = 1;'), 'on-change.js', /uses import or export/],
  ['a late import', script("import('a');"), 'on-change.js', /uses import or export/],
  ['module.exports', script('module.exports = { rule: 1 };'), 'on-change.js', /hides exports\.rule/],
  [
    'no rule',
    { 'on-change.js': "'use strict';" },
    'on-change.js',
    /must set one of exports\.rule.* sets none/,
  ],
  ['two rules', script('exports.rule = 1;'), 'on-change.js', /sets rule, rule/],
  ['a rule and a handler', script('exports.httpHandler = 1;'), 'on-change.js', /sets rule, httpHandler/],
  [
    'a utility module that nothing requires',
    { 'lib-sample.js': SOUND_MODULE },
    'lib-sample.js',
    /sets none, and no script requires it/,
  ],
  [
    'a utility module that is a rule besides',
    { ...script("require('./lib-sample');"), 'lib-sample.js': SOUND_RULE },
    'lib-sample.js',
    /required by another one and must set none .* sets rule/,
  ],
  [
    'a utility module that is not there',
    script("require('./lib-sample');"),
    'on-change.js',
    /requires \.\/lib-sample, but the package has no lib-sample\.js/,
  ],
  [
    'a utility module outside the root',
    script("require('./widgets/first/main');"),
    'on-change.js',
    /requires \.\/widgets\/first\/main, but/,
  ],
  [
    'a utility module over 80 kB',
    {
      ...script("require('./lib-sample');"),
      'lib-sample.js': `${SOUND_MODULE}//${'x'.repeat(80_000)}`,
    },
    'lib-sample.js',
    /at most 80000 are allowed/,
  ],
  [
    'HTTP from a utility module on a YouTrack that blocks on it',
    {
      ...manifest({ minYouTrackVersion: '2026.1.0' }),
      'on-change.js': "'use strict';\nrequire('./lib-sample');\nexports.rule = {};",
      'lib-sample.js': "require('@jetbrains/youtrack-scripting-api/http');",
    },
    'manifest.json',
    /must be 2026\.2\.0 or later/,
  ],
  ['a foreign module', script("require('node:fs');"), 'on-change.js', /requires node:fs; only/],
  ['a computed module', script("require('a' + 'b');"), 'on-change.js', /requires \(computed\)/],
  [
    'an ES module look-alike',
    script('exports.__esModule = true;'),
    'on-change.js',
    /pretends to be an ES module/,
  ],
  ['decorated exports', script('exports[Symbol.toStringTag] = 1;'), 'on-change.js', /decorates its exports/],
  ['a source map', script('//# sourceMappingURL=on-change.js.map'), 'on-change.js', /refers to a source map/],
  ['a script over 80 kB', script(`//${'x'.repeat(80_000)}`), 'on-change.js', /at most 80000 are allowed/],
  [
    'scripts over 400 kB together',
    Object.fromEntries(
      [1, 2, 3, 4, 5, 6].map((n) => [`rule-${n}.js`, `${SOUND_RULE}//${'x'.repeat(75_000)}`]),
    ),
    '*.js',
    /together have \d+ bytes; at most 400000/,
  ],
  [
    'names that differ by case',
    { 'On-Change.js': SOUND_RULE },
    'On-Change.js',
    /differs from on-change\.js by case/,
  ],
  ['a source in the package', { 'on-change.ts': '' }, 'on-change.ts', /has no place in the package/],
  [
    'a map in the package',
    { 'widgets/first/main.js.map': '{}' },
    'widgets/first/main.js.map',
    /has no place/,
  ],
];

test('A sound package has no problem', () => {
  expect(checkPackage(packageWith())).toEqual([]);
});

test('A manifest may have every part that YouTrack knows', () => {
  const full = {
    ...SOUND_MANIFEST,
    $schema: 'https://json.schemastore.org/youtrack-app.json',
    url: 'https://a.example/app?a=b',
    vendor: { name: 'Nobody', url: 'http://a.example', email: 'nobody@a.example' },
    aiToolPrefix: 'Sample_1.a-b',
    visual: true,
    widgets: [
      { ...WIDGET, extensionPoint: 'MAIN_MENU_ITEM', showHeader: false, expectedDimensions: { width: 300 } },
      {
        ...OTHER_WIDGET,
        extensionPoint: 'DASHBOARD_WIDGET',
        settingsSchemaPath: 'second/settings.json',
        defaultDimensions: { width: '2fr', height: '1fr' },
      },
    ],
  };
  expect(checkPackage(packageWith({ 'manifest.json': full }))).toEqual([]);
});

test('Scripts may share a utility module', () => {
  const shared = { ...script("require('./lib-sample');"), 'lib-sample.js': SOUND_MODULE };
  expect(checkPackage(packageWith(shared))).toEqual([]);
});

test('Names that a script declares itself may be called anything', () => {
  const own =
    'function use(fetch, URL) { const process = fetch(URL); return { eval: process }.eval; }\nuse(String, 1);';
  expect(checkPackage(packageWith(script(own)))).toEqual([]);
});

describe.each([
  ['The manifest', MANIFEST],
  ['Widgets', WIDGETS],
  ['Settings and extension properties', DECLARATIONS],
  ['Scripts', SCRIPTS],
])('%s', (_subject, cases) => {
  test.each(cases)('refused: %s', (_what, changes, file, sentence) => {
    const problems = checkPackage(packageWith(changes));
    expect(problems).toEqual([{ file, sentence: expect.stringMatching(sentence) }]);
    expect(problems[0]?.sentence).toMatch(/\.$/);
  });
});
