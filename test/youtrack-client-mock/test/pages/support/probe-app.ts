/** Small apps of plain JavaScript whose widgets let a test call the Host API from inside their frames. */

const MANIFEST = {
  name: 'probe',
  title: 'Probe',
  version: '1.0.0',
  description: 'Lets tests look out of a widget',
  vendor: { name: 'Tests' },
  minYouTrackVersion: '2026.2.0',
  widgets: [
    widget('panel', 'ISSUE_FIELD_PANEL_LAST'),
    widget('below', 'ISSUE_BELOW_SUMMARY'),
    widget('silent', 'ISSUE_ABOVE_ACTIVITY_STREAM', 'silent/index.html'),
    { ...widget('option', 'ISSUE_OPTIONS_MENU_ITEM'), expectedDimensions: { width: 500, height: 100 } },
    widget('settings', 'ADMINISTRATION_MENU_ITEM'),
    widget('menu', 'MAIN_MENU_ITEM'),
    widget('tile', 'DASHBOARD_WIDGET'),
    widget('tab', 'PROJECT_TAB'),
    widget('project', 'PROJECT_SETTINGS'),
    widget('first', 'ISSUE_FIELD_PANEL_FIRST'),
    widget('text', 'MARKDOWN'),
    widget('card', 'USER_CARD'),
    widget('profile', 'USER_PROFILE_SETTINGS'),
    widget('channel', 'HELPDESK_CHANNEL'),
    widget('article-below', 'ARTICLE_BELOW_SUMMARY'),
    widget('article-above', 'ARTICLE_ABOVE_ACTIVITY_STREAM'),
    widget('article-option', 'ARTICLE_OPTIONS_MENU_ITEM'),
    widget('lost', 'SIDEBAR'),
    {
      ...widget('guarded', 'ISSUE_BELOW_SUMMARY'),
      guard: "({ entity }) => entity.fields.State?.value === 'Fixed'",
    },
    { ...widget('broken-guard', 'ARTICLE_BELOW_SUMMARY'), guard: '({ entity }) => entity.nothing.value' },
    { ...widget('admins', 'ISSUE_BELOW_SUMMARY'), permissions: ['UPDATE_USER', 'ADMIN_UPDATE_APP'] },
  ],
};

function widget(key: string, extensionPoint: string, indexPath = 'probe/index.html') {
  return { key, name: `Probe ${key}`, extensionPoint, indexPath, description: key };
}

const INDEX = `<!doctype html>
<html><head class="$&"><title>Probe</title><link rel="stylesheet" href="probe.css"></head>
<body class="own"><div id="content">content</div><script type="module" crossorigin src="./probe.js"></script></body></html>`;

const SCRIPT = `
try { eval('1'); window.evaluated = 'ran'; } catch (error) { window.evaluated = error.name; }
window.heard = { refreshed: 0, locations: [] };
window.host = await YTApp.register({
  onRefresh() { heard.refreshed += 1; },
  onConfigure() { heard.configured = true; },
  onAppLocationChange(location) { heard.locations.push(location); },
  note: 'no method',
});
`;

/** What every widget of these apps consists of. */
const PAGE = {
  'widgets/probe/index.html': INDEX,
  'widgets/probe/probe.js': SCRIPT,
  'widgets/probe/probe.css': 'body { background: rgb(1, 2, 3); }',
};

const GLOBAL_HANDLER = `
exports.httpHandler = {
  endpoints: [
    { method: 'GET', path: 'hello', handle: function (ctx) {
      ctx.response.json({ who: ctx.currentUser.login, asked: ctx.request.getParameter('q') });
    } },
    { method: 'POST', path: 'refuse', handle: function (ctx) {
      ctx.response.code = 422;
      ctx.response.json({ error: { code: 'no', sent: ctx.request.json() } });
    } },
  ],
};
`;

const ISSUE_HANDLER = `
exports.httpHandler = {
  endpoints: [
    { method: 'GET', path: 'where', scope: 'ISSUE', handle: function (ctx) {
      ctx.response.json({ issue: ctx.issue.id });
    } },
  ],
};
`;

const ARTICLE_HANDLER = `
exports.httpHandler = {
  endpoints: [
    { method: 'GET', path: 'where', scope: 'ARTICLE', handle: function (ctx) {
      ctx.response.json({ article: ctx.article.id, summary: ctx.article.summary, project: ctx.project.key });
    } },
  ],
};
`;

const RULE = `
const entities = require('@jetbrains/youtrack-scripting-api/entities');
const workflow = require('@jetbrains/youtrack-scripting-api/workflow');
exports.rule = entities.Issue.onChange({
  title: 'Refuses one summary',
  action: (ctx) => workflow.check(ctx.issue.summary !== 'refused', 'A rule refused it'),
});
`;

/** The files of the package, as they lie in its ZIP. */
export function probeApp(): ReadonlyMap<string, Uint8Array> {
  return packed({
    'manifest.json': JSON.stringify(MANIFEST),
    'global.js': GLOBAL_HANDLER,
    'issue.js': ISSUE_HANDLER,
    'article.js': ARTICLE_HANDLER,
    'rule.js': RULE,
    ...PAGE,
    'widgets/silent/index.html': '<p>Never registers</p>',
  });
}

/** Another app, with one widget. */
export function neighbourApp(): ReadonlyMap<string, Uint8Array> {
  const widgets = [widget('neighbour', 'MAIN_MENU_ITEM')];
  return packed({
    'manifest.json': JSON.stringify({ name: 'neighbour', title: 'Neighbour', version: '1.0.0', widgets }),
    ...PAGE,
  });
}

function packed(files: Readonly<Record<string, string>>): ReadonlyMap<string, Uint8Array> {
  return new Map(Object.entries(files).map(([path, text]) => [path, new TextEncoder().encode(text)]));
}
