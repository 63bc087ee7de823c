/** The shortest ways to ask the emulator something from inside a script, for statements about the platform. */
import { createWorld, type Files, type Options, type World } from '../engine/world.ts';

const HEAD = `
  const entities = require('@jetbrains/youtrack-scripting-api/entities');
  const http = require('@jetbrains/youtrack-scripting-api/http');
  const search = require('@jetbrains/youtrack-scripting-api/search');
  const strings = require('@jetbrains/youtrack-scripting-api/strings');
  const workflow = require('@jetbrains/youtrack-scripting-api/workflow');`;

const OTHER_SUMMARY = "guard: (ctx) => !ctx.issue.isNew && ctx.issue.isChanged('summary'),";

export const API = 'https://api.example.com';

/** An on-change rule with this action; without a guard of its own it reacts to another summary of an old issue. */
export function onChange(action: string, more = OTHER_SUMMARY): string {
  return `${HEAD} exports.rule = entities.Issue.onChange({ ${more} action: (ctx) => { ${action} } });`;
}

/** A scheduled rule that runs every minute on every issue, unless `more` says otherwise. */
export function onSchedule(action: string, more = ''): string {
  return `${HEAD} exports.rule = entities.Issue.onSchedule({
    search: 'sort by: created', cron: '0 * * * * ?', ${more} action: (ctx) => { ${action} } });`;
}

/** A handler file; each endpoint is the source of its properties. */
export function handler(...endpoints: readonly string[]): string {
  return `${HEAD} exports.httpHandler = { endpoints: [${endpoints.map((one) => `{ ${one} }`).join(', ')}] };`;
}

/** A handler of `GET x` in the global scope that does this. */
export function getX(body: string): string {
  return handler(`method: 'GET', path: 'x', handle: (ctx) => { ${body} }`);
}

export function worldOf(files: Files, more: Omit<Options, 'files'> = {}): World {
  return createWorld({ files, ...more });
}

/** A world whose only rule has this action, and the edit that makes it run. */
export function acted(action: string, more?: string, files: Files = {}): World {
  const world = worldOf({ ...files, 'rule.js': onChange(action, more) });
  world.edit({ summary: 'Second' });
  return world;
}

/** What an expression comes to in the action of a rule, by way of JSON. */
export function valueIn(expression: string, files: Files = {}): unknown {
  const [line] = told(acted(`console.log(JSON.stringify({ value: ${expression} }));`, undefined, files));
  return JSON.parse(line ?? '{}').value;
}

/** What an expression throws in the action of a rule, as text. */
export function thrownIn(expression: string, files: Files = {}): unknown {
  return valueIn(`(() => { try { ${expression}; return null; } catch (e) { return String(e); } })()`, files);
}

/** Lines that scripts logged with `console.log` or `console.info`. */
export function told({ youTrack }: World): string[] {
  return linesOf(youTrack, 'info');
}

export function warned({ youTrack }: World): string[] {
  return linesOf(youTrack, 'warn');
}

export function failed({ youTrack }: World): string[] {
  return linesOf(youTrack, 'error');
}

function linesOf(youTrack: World['youTrack'], level: string): string[] {
  return youTrack
    .logs()
    .filter((line) => line.level === level)
    .map(({ text }) => text);
}
