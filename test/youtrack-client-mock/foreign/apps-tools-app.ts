/** An app with one of everything that JetBrains' command line lists; one of its rules requires what no project has. */

const API = '@jetbrains/youtrack-scripting-api';

export const APP = 'cli-probe';

export const FILES: Readonly<Record<string, string>> = {
  'manifest.json': JSON.stringify({
    name: APP,
    title: 'Probe',
    version: '1.2.3',
    description: 'One of everything',
    vendor: { name: 'Nobody', url: 'https://example.com' },
    widgets: [
      {
        key: 'panel',
        name: 'Panel',
        indexPath: 'panel/index.html',
        extensionPoint: 'ISSUE_BELOW_SUMMARY',
        permissions: ['READ_ISSUE'],
      },
      {
        key: 'setup',
        name: 'Setup',
        indexPath: 'setup/index.html',
        extensionPoint: 'ADMINISTRATION_MENU_ITEM',
      },
    ],
  }),
  'settings.json': JSON.stringify({
    type: 'object',
    properties: {
      url: { type: 'string', 'x-scope': 'GLOBAL' },
      key: { type: 'string', format: 'secret', 'x-scope': 'GLOBAL' },
      limit: { type: 'integer', 'x-scope': 'PROJECT' },
    },
    required: ['url', 'limit'],
  }),
  'entity-extensions.json': JSON.stringify({
    entityTypeExtensions: [{ entityType: 'Issue', properties: { seen: { type: 'boolean' } } }],
  }),
  'widgets/panel/index.html': '<p>Panel</p>',
  'widgets/setup/index.html': '<p>Setup</p>',
  'watch.js': `
    const entities = require('${API}/entities');
    exports.rule = entities.Issue.onChange({
      title: 'Watches',
      action: () => {},
      requirements: { Nothing: { type: entities.EnumField.fieldType } },
    });`,
  'tick.js': `
    const entities = require('${API}/entities');
    exports.rule = entities.Issue.onSchedule({
      title: 'Ticks', search: '#Unresolved', cron: '0 0 3 * * ?', action: () => {},
    });`,
  'ask.js': `
    const entities = require('${API}/entities');
    exports.rule = entities.Issue.action({ title: 'Asks', command: 'ask', action: () => {} });`,
  'flow.js': `
    const entities = require('${API}/entities');
    exports.rule = entities.Issue.stateMachine({
      title: 'Flows',
      fieldName: 'State',
      states: { Submitted: { initial: true, transitions: { open: { targetState: 'Open' } } }, Open: { transitions: {} } },
    });`,
  'talk.js': `
    exports.httpHandler = { endpoints: [
      { method: 'GET', path: 'say', handle: (ctx) => {
        console.warn('said ' + ctx.request.getParameter('text'));
        ctx.response.json({ heard: ctx.request.getParameter('text') });
      } },
    ] };`,
  'tool.js': `exports.aiTool = { name: 'answer', description: 'Answers', execute: () => ({ answer: 42 }) };`,
  'words.js': `exports.hello = 'Hello';`,
};
