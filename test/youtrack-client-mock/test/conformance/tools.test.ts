/** AI tools: how they are named, what they get, and what an error comes to. */
import { expect } from 'vitest';
import type { Files, World } from '../engine/world.ts';
import { failed, onChange, told, worldOf } from './probe.ts';
import { statement } from './statement.ts';

function tool(execute: string, more = ''): string {
  return `const entities = require('@jetbrains/youtrack-scripting-api/entities');
    exports.aiTool = { name: 'get_it', description: 'Gets it', ${more} execute: (ctx) => { ${execute} } };`;
}

const INPUT = "inputSchema: { type: 'object', properties: { id: { type: 'string' } }, required: ['id'] },";

function call(w: World, given?: unknown, name = 'demo-app_get_it') {
  return w.youTrack.callTool({
    name,
    user: w.developer,
    ...(given === undefined ? {} : { arguments: given }),
  });
}

function world(source: string, more: Files = {}): World {
  return worldOf({ 'tool.js': source, ...more }, { attached: false });
}

statement('§3', 'D', 'A tool is published under a prefix and its name', {
  'the app’s name, or what the manifest says': () => {
    const names = (manifest: object) =>
      worldOf({ 'tool.js': tool('') }, { manifest: { name: 'demo-app', ...manifest }, attached: false })
        .youTrack.tools()
        .map(({ name }) => name);
    expect(names({})).toEqual(['demo-app_get_it']);
    expect(names({ aiToolPrefix: 'demo' })).toEqual(['demo_get_it']);
  },
  'with its description and schema': () => {
    const [described] = world(tool('', `${INPUT} annotations: { readOnlyHint: true },`)).youTrack.tools();
    expect(described).toMatchObject({
      description: 'Gets it',
      annotations: { readOnlyHint: true },
      inputSchema: { required: ['id'] },
    });
  },
  'name and execute are required, and the input is an object or an array': () => {
    expect(() => world(tool('').replace("name: 'get_it',", ''))).toThrow('name');
    expect(() => world(tool('').replace('execute', 'run'))).toThrow('execute');
    expect(() => world(tool('', "inputSchema: { type: 'string' },"))).toThrow('inputSchema.type');
  },
});

statement('§3', 'D', 'A tool runs as the user who calls it, in the whole YouTrack', {
  'with arguments, user, settings and storage, and no issue or project': async () => {
    const w = world(
      tool(
        'console.log(Object.keys(ctx).sort().join(), ctx.currentUser.login); return { got: ctx.arguments.id };',
        INPUT,
      ),
    );
    expect(await call(w, { id: 'x' })).toEqual({ isError: false, content: '{"got":"x"}' });
    expect(told(w)).toEqual([
      'arguments,currentUser,globalStorage,invokeAsync,load,settings,store developer',
    ]);
  },
  'issues are found by their readable id': async () => {
    const w = world(tool('return entities.Issue.findById(ctx.arguments.id).summary;', INPUT));
    expect(await call(w, { id: 'DEMO-1' })).toEqual({ isError: false, content: '"First"' });
  },
  'it sees global settings': async () => {
    const w = world(tool('return ctx.settings.a;'), {
      'settings.json': { properties: { a: { type: 'string' } } },
    });
    w.youTrack.apps.attach('demo-app', w.demo);
    w.youTrack.apps.mergeSettings('demo-app', null, { a: 'global' });
    w.youTrack.apps.mergeSettings('demo-app', w.demo, { a: 'project' });
    expect((await call(w)).content).toBe('"global"');
  },
  'a disabled app has none': async () => {
    const w = world(tool(''));
    w.youTrack.apps.setEnabled('demo-app', false);
    expect(w.youTrack.tools()).toEqual([]);
    expect(await call(w)).toEqual({ isError: true, content: 'There is no tool demo-app_get_it' });
  },
});

statement('§3', 'D', 'Nothing returned is empty content', {
  'null and undefined': async () => {
    expect(await call(world(tool('return null;')))).toEqual({ isError: false, content: null });
    expect(await call(world(tool('')))).toEqual({ isError: false, content: null });
  },
});

statement('§3', 'D', 'A thrown error is the tool’s error, and its transaction is rolled back', {
  'with the message': async () => {
    const w = world(tool("entities.Issue.findById('DEMO-1').summary = 'x'; throw new Error('broken');"));
    expect(await call(w)).toEqual({ isError: true, content: 'broken' });
    expect(w.get(w.issue, 'summary')).toBe('First');
    expect(failed(w)).toEqual([expect.stringContaining('broken')]);
  },
  'also when a rule refuses what it changed': async () => {
    const w = world(tool("entities.Issue.findById('DEMO-1').summary = 'x';"), {
      'rule.js': onChange("workflow.check(false, 'Not by a tool');"),
    });
    w.youTrack.apps.attach('demo-app', w.demo);
    expect(await call(w)).toEqual({ isError: true, content: 'Not by a tool' });
  },
  'and arguments that do not fit the schema never reach it': async () => {
    const w = world(tool("console.log('ran');", INPUT));
    expect(await call(w, { id: 1 })).toEqual({ isError: true, content: 'arguments/id must be string' });
    expect((await call(w)).content).toContain("must have required property 'id'");
    expect(told(w)).toEqual([]);
  },
});

statement('§3', 'D', 'A tool may call async functions', {
  'after its transaction': async () => {
    const w = world(
      tool(
        "ctx.invokeAsync('later');",
        'asyncFunctions: { later: (ctx) => console.log(ctx.currentUser.login) },',
      ),
    );
    await call(w);
    await w.youTrack.settle();
    expect(told(w)).toEqual(['developer']);
  },
});

statement('§2', 'D', 'A rule can tell that a change came through MCP', {
  'by ctx.isMcpRequest': async () => {
    const w = world(tool("entities.Issue.findById('DEMO-1').summary = 'x';"), {
      'rule.js': onChange('console.log(ctx.isMcpRequest, ctx.currentUser.login);'),
    });
    w.youTrack.apps.attach('demo-app', w.demo);
    await call(w);
    w.edit({ summary: 'y' });
    expect(told(w)).toEqual(['true developer', 'false developer']);
  },
});
