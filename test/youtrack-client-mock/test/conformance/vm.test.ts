/** The runtime of scripts: language, modules, what a file is, and what is not there. */
import { expect } from 'vitest';
import { packageOf } from '../engine/world.ts';
import { acted, getX, handler, onChange, thrownIn, told, valueIn, worldOf } from './probe.ts';
import { statement } from './statement.ts';

statement('§1', 'D', 'Scripts are modern ECMAScript', {
  'optional chaining, defaults, classes, spread and a catch without a name': () => {
    const source = `(() => {
      class Box { #held = { deep: 1 }; get held() { return this.#held; } }
      const box = new Box();
      try { null.x; } catch { return [box.held?.deep ?? 2, box.none?.deep ?? 3, ...[4], Array.from('ab').at(-1)]; }
    })()`;
    expect(valueIn(source)).toEqual([1, 3, 4, 'b']);
  },
});

statement('§1', 'D', 'Modules are CommonJS: the core modules and files of the app, nothing else', {
  'every documented core module is there': () => {
    const names = [
      'entities',
      'http',
      'search',
      'workflow',
      'date-time',
      'notifications',
      'strings',
      'license',
    ];
    const loads = names.map((name) => `typeof require('@jetbrains/youtrack-scripting-api/${name}')`);
    expect(valueIn(`[${loads.join(', ')}]`)).toEqual(names.map(() => 'object'));
  },
  'a file of the app is evaluated once for all that require it': () => {
    const files = { 'util.js': 'let n = 0; exports.next = () => (n += 1);' };
    expect(valueIn("[require('./util').next(), require('./util.js').next()]", files)).toEqual([1, 2]);
  },
  'neither modules of Node nor unknown ones of the API can be required': () => {
    expect(thrownIn("require('fs')")).toContain("Cannot find module 'fs'");
    expect(thrownIn("require('@jetbrains/youtrack-scripting-api/cache')")).toContain('Cannot find module');
  },
  'a missing file of the app cannot be required': () => {
    expect(thrownIn("require('./nothing')")).toContain("Cannot find module './nothing'");
  },
});

statement('§1', 'O', 'ECMAScript modules make the import of the app fail', {
  'an import at the top of a root file': () => {
    const files = { 'rule.js': "import * as e from 'x'; export const rule = 1;" };
    expect(() => worldOf(files)).toThrow(/rule\.js could not be loaded: SyntaxError/);
  },
});

statement('§1', 'D', 'What a file exports tells what it is', {
  'a rule, a state machine, a handler, a tool, or none of these': () => {
    const w = worldOf({
      'a.js': onChange(''),
      'b.js': `exports.stateMachine = { fieldName: 'State', states: { Open: { initial: true, transitions: {} } } };`,
      'c.js': getX(''),
      'd.js': "exports.aiTool = { name: 'd', execute: () => null };",
      'e.js': 'exports.helper = 1;',
    });
    const kinds = w.youTrack.apps.find('demo-app')?.scripts.map(({ file, kind }) => [file, kind]);
    expect(kinds).toEqual([
      ['a.js', 'rule'],
      ['b.js', 'rule'],
      ['c.js', 'httpHandler'],
      ['d.js', 'aiTool'],
    ]);
  },
  'only files at the root of the package are scripts': () => {
    const w = worldOf({ 'lib/rule.js': onChange('') });
    expect(w.youTrack.apps.find('demo-app')?.scripts).toEqual([]);
  },
  'a handler is called by the name of its file': async () => {
    const w = worldOf({ 'my-door.js': getX("ctx.response.text('in');") });
    expect((await w.call({ handler: 'my-door', path: 'x' }))?.body).toBe('in');
    expect(await w.call({ handler: 'door', path: 'x' })).toBeUndefined();
  },
});

statement('§1', 'D', 'A file holds one rule', {
  'a second export overwrites the first': () => {
    const [first, second] = ['first', 'second'].map((name) => onChange(`console.log('${name}');`));
    const w = worldOf({ 'rule.js': `${first} { ${second} }` });
    w.edit({ summary: 'Second' });
    expect(told(w)).toEqual(['second']);
  },
});

statement('§1', 'O', 'YouTrack looks at `exports`, not at `module.exports`', {
  'a handler on a new module.exports is not seen': async () => {
    const source = handler("method: 'GET', path: 'x', handle: () => {}").replace(
      'exports.httpHandler =',
      'module.exports = { httpHandler: null }; module.exports.httpHandler =',
    );
    expect(await worldOf({ 'handler.js': source }).call({ path: 'x' })).toBeUndefined();
  },
  'Object.assign(exports, …) is seen': async () => {
    const source = `Object.assign(exports, { httpHandler: { endpoints: [
      { method: 'GET', path: 'x', handle: (ctx) => ctx.response.text('seen') }] } });`;
    expect((await worldOf({ 'handler.js': source }).call({ path: 'x' }))?.body).toBe('seen');
  },
});

statement('§1', 'S', 'A rule may be a plain object', {
  'with target and ruleType of its own': () => {
    const w = worldOf({
      'rule.js':
        "exports.rule = { target: 'Issue', ruleType: 'onChange', action: () => console.log('ran') };",
    });
    w.edit({ summary: 'Second' });
    expect(told(w)).toEqual(['ran']);
  },
});

statement('§1', 'O', 'A throw while a module is loaded fails the import of the app', {
  'in a rule': () => {
    expect(() => worldOf({ 'rule.js': "throw new Error('at once');" })).toThrow(
      /rule\.js could not be loaded.*at once/,
    );
  },
  'in a module that a rule requires': () => {
    const files = { 'rule.js': "require('./util');", 'util.js': 'undefined.x;' };
    expect(() => worldOf(files)).toThrow(/could not be loaded/);
  },
  'for a rule maker that work items do not have': () => {
    const source = onChange('').replace('entities.Issue.onChange', 'entities.IssueWorkItem.onChange');
    expect(() => worldOf({ 'rule.js': source })).toThrow('entities.IssueWorkItem.onChange is not a function');
  },
  'and leaves the version before it at work': () => {
    const w = worldOf({ 'rule.js': onChange("console.log('old');") });
    expect(() => w.youTrack.apps.importFiles(packageOf({ 'rule.js': 'x.y;' }))).toThrow('x is not defined');
    w.edit({ summary: 'Second' });
    expect(told(w)).toEqual(['old']);
  },
});

statement('§1', 'D', 'What a module keeps lives until the app is updated or YouTrack restarted', {
  'it is shared by executions, and gone after a restart': () => {
    const w = worldOf({ 'rule.js': `let n = 0; ${onChange('n += 1; console.log(n);')}` });
    w.edit({ summary: 'Second' });
    w.edit({ summary: 'Third' });
    expect(told(w)).toEqual(['1', '2']);
    w.youTrack.restart();
    w.edit({ summary: 'Fourth' });
    expect(told(w)).toEqual(['1']);
  },
});

statement('§1', 'D', 'The console writes at once, on six levels, into memory', {
  'log is info; the others are themselves': () => {
    const w = acted("for (const l of ['log', 'info', 'warn', 'error', 'fatal', 'trace']) console[l](l);");
    expect(w.youTrack.logs().map(({ level, text }) => [level, text])).toEqual([
      ['info', 'log'],
      ['info', 'info'],
      ['warn', 'warn'],
      ['error', 'error'],
      ['fatal', 'fatal'],
      ['trace', 'trace'],
    ]);
  },
  'what was logged before a throw stays, although the change does not': () => {
    const w = worldOf({ 'rule.js': onChange("console.log('before'); throw new Error('no');") });
    expect(() => w.edit({ summary: 'Second' })).toThrow('no');
    expect(told(w)).toEqual(['before']);
  },
  'a restart loses it, and only so many lines are kept': () => {
    const w = acted('for (let i = 0; i < 10050; i += 1) console.log(i);');
    expect(told(w)).toHaveLength(10_000);
    expect(told(w)[0]).toBe('50');
    w.youTrack.restart();
    expect(told(w)).toEqual([]);
  },
});

statement('§1', 'I', 'What is no part of ECMAScript is absent', {
  ...Object.fromEntries(
    [
      'URL',
      'TextEncoder',
      'Buffer',
      'setTimeout',
      'setInterval',
      'fetch',
      'crypto',
      'process',
      'structuredClone',
      'queueMicrotask',
      'Java',
      'WebAssembly',
    ].map((name) => [name, () => expect(valueIn(`typeof ${name}`)).toBe('undefined')]),
  ),
});

statement('§1', 'S', 'There is MD5 and nothing stronger', {
  'strings.md5': () => {
    expect(valueIn("strings.md5('hello')")).toBe('5d41402abc4b2a76b9719d911017c592');
  },
  'no SHA, no HMAC': () => {
    expect(valueIn('Object.keys(strings).filter((name) => /sha|hmac|sign/i.test(name))')).toEqual([]);
  },
});
