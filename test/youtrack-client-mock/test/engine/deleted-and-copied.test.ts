/** Deleting, restoring and copying issues, as the apps see it. */
import { describe, expect, it } from 'vitest';
import { ChangeRejected } from '../../src/engine/types.ts';
import { createWorld, rule, type World } from './world.ts';

const EXTENSIONS = {
  entityTypeExtensions: [
    {
      entityType: 'Issue',
      properties: { mark: { type: 'string' }, self: { type: 'Issue' } },
    },
  ],
};

const HANDLER = `
  const entities = require('@jetbrains/youtrack-scripting-api/entities');
  const search = require('@jetbrains/youtrack-scripting-api/search');
  const ids = (issues) => { const all = []; issues.forEach((issue) => all.push(issue.id)); return all; };
  exports.httpHandler = { endpoints: [{ method: 'GET', path: 'find', handle: (ctx) => {
    const found = entities.Issue.findById('DEMO-1');
    ctx.response.json({
      byId: found && found.id,
      byMark: ids(entities.Issue.findByExtensionProperties({ mark: 'marked' })),
      byNothing: ids(entities.Issue.findByExtensionProperties({ mark: null })),
      bySearch: ids(search.search(null, 'project: DEMO', ctx.currentUser)),
    });
  } }] };`;

const REMOVAL = `
  const entities = require('@jetbrains/youtrack-scripting-api/entities');
  exports.rule = entities.Issue.onChange({ title: 'Removal', runOn: { change: false, removal: true },
    action: (ctx) => {
      if (!ctx.issue.becomesRemoved) throw new Error('not removed');
      const properties = ctx.issue.extensionProperties;
      properties.mark = 'removed';
      console.log('removed ' + ctx.issue.id + ', which was ' + properties.self.id);
    } });`;

function world(files: Readonly<Record<string, string>> = {}): World {
  const w = createWorld({
    files: { 'handler.js': HANDLER, 'entity-extensions.json': EXTENSIONS, ...files },
  });
  w.youTrack.administer(w.admin, (tx) => {
    tx.set(w.issue, 'ext:demo-app:mark', 'marked');
    tx.set(w.issue, 'ext:demo-app:self', { ref: w.issue });
  });
  return w;
}

async function found(w: World): Promise<unknown> {
  const answer = await w.call({ path: 'find' });
  return JSON.parse(answer?.body ?? '');
}

function removeIssue(w: World): void {
  w.youTrack.write(w.admin, (tx) => tx.remove(w.issue));
}

describe('A deleted issue', () => {
  it('is found by nothing, and is all there again once it is restored', async () => {
    const w = world();
    const all = { byId: 'DEMO-1', byMark: ['DEMO-1'], byNothing: [], bySearch: ['DEMO-1'] };
    expect(await found(w)).toEqual(all);
    removeIssue(w);
    expect(await found(w)).toEqual({ byId: null, byMark: [], byNothing: [], bySearch: [] });
    expect(w.youTrack.restoreIssue('DEMO-1')).toBe(w.issue);
    expect(await found(w)).toEqual(all);
    expect(w.get(w.issue, 'ext:demo-app:self')).toEqual({ ref: w.issue });
  });

  it('keeps what a rule on its removal wrote to it', () => {
    const w = world({ 'rule.js': REMOVAL });
    removeIssue(w);
    w.youTrack.restoreIssue(w.issue);
    expect(w.get(w.issue, 'ext:demo-app:mark')).toBe('removed');
    expect(w.log()).toEqual(['info: removed DEMO-1, which was DEMO-1']);
  });

  it('comes back with the comments that went with it, not with those deleted before', () => {
    const w = world();
    const comments = w.youTrack.write(w.admin, (tx) =>
      ['early', 'late'].map((text) => tx.create('IssueComment', { issue: { ref: w.issue }, text })),
    );
    w.youTrack.write(w.admin, (tx) => tx.remove(comments[0] ?? ''));
    w.youTrack.write(w.admin, (tx) => {
      tx.remove(comments[1] ?? '');
      tx.remove(w.issue);
    });
    w.youTrack.restoreIssue(w.issue);
    const left = w.youTrack.read((tx) => [...tx.find('IssueComment', 'issue', { ref: w.issue })]);
    expect(left).toEqual([comments[1]]);
  });

  it('is restored without any rule, and only once', () => {
    const w = world({ 'rule.js': rule(`console.log('ran');`).replace(/guard:.*/, '') });
    removeIssue(w);
    w.youTrack.restoreIssue(w.issue);
    expect(w.log()).toEqual([]);
    expect(() => w.youTrack.restoreIssue(w.issue)).toThrow(ChangeRejected);
    expect(() => w.youTrack.restoreIssue('DEMO-77')).toThrow('There is no deleted issue DEMO-77');
  });
});

describe('A copy', () => {
  it('has the fields and extension properties of the original, which still name the original', async () => {
    const w = world();
    const copy = await w.youTrack.copyIssue(w.issue, { user: w.developer });
    expect(w.get(copy, 'numberInProject')).toBe(2);
    expect(w.get(copy, 'field:State')).toEqual({ ref: w.states.open });
    expect(w.get(copy, 'ext:demo-app:mark')).toBe('marked');
    expect(w.get(copy, 'ext:demo-app:self')).toEqual({ ref: w.issue });
    expect(w.get(copy, 'reporter')).toEqual({ ref: w.admin });
    expect(w.get(copy, 'updatedBy')).toEqual({ ref: w.developer });
  });

  it('goes to another project', async () => {
    const w = world();
    const copy = await w.youTrack.copyIssue(w.issue, { project: w.other });
    expect(w.get(copy, 'project')).toEqual({ ref: w.other });
    expect(w.get(copy, 'ext:demo-app:self')).toEqual({ ref: w.issue });
  });

  it.each([true, false])('is a new issue for rules: %s', async (rules) => {
    const w = world({
      'rule.js': rule(`console.log(ctx.issue.isNew + ' ' + ctx.issue.id);`).replace(
        /guard:.*/,
        'guard: (ctx) => ctx.issue.becomesReported,',
      ),
    });
    await w.youTrack.copyIssue(w.issue, { rules });
    expect(w.log()).toEqual(rules ? ['info: true DEMO-2'] : []);
  });
});

it('An issue that moves is told by its rule where it was', () => {
  const w = createWorld({
    files: {
      'rule.js': rule(
        `console.log(ctx.issue.oldValue('project').key + ' ' + ctx.issue.oldValue('id') + ' ' + ctx.issue.id);`,
      ).replace(/guard:.*/, `guard: (ctx) => ctx.issue.isChanged('project'),`),
    },
  });
  w.youTrack.apps.attach('demo-app', w.other);
  w.youTrack.write(w.developer, (tx) => {
    tx.set(w.issue, 'project', { ref: w.other });
    tx.set(w.issue, 'numberInProject', 7);
  });
  expect(w.log()).toEqual(['info: DEMO DEMO-1 OTHER-7']);
});
