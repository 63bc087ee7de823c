/** The module as a whole: what it exports, which world it belongs to, and what it does not pretend. */
import { beforeEach, describe, expect, it } from 'vitest';
import type { App } from './host.ts';
import { thrownBy, World } from './host.ts';

let world: World;
let app: App;

beforeEach(() => {
  world = new World();
  app = world.app('demo', { Issue: { note: 'string' } });
});

describe('entities as objects', () => {
  it('are the same object for the same entity', () => {
    expect(
      app.run(`return [
        entities.Issue.findById('DEMO-1') === issue, demo.issues.first() === issue, issue.reporter === bob,
        issue.addComment('x').issue === issue, issue.extensionProperties === issue.extensionProperties,
      ].join()`),
    ).toBe('true,true,true,true,true');
    const made = app.run(`return new entities.Issue(ann, demo, 'New')`);
    expect(app.entities.wrap(app.entities.unwrap(made) ?? null)).toBe(made);
  });

  it('tell their id to the engine only', () => {
    const { wrap, unwrap } = app.entities;
    expect(unwrap(wrap(world.id('issue')))).toBe(world.id('issue'));
    expect([unwrap(null), unwrap('2-1'), unwrap({}), wrap(null), wrap('2-999')]).toEqual([
      undefined,
      undefined,
      undefined,
      null,
      null,
    ]);
    expect(app.run(`return Object.getOwnPropertyNames(issue).join()`)).toBe('');
    expect(app.run(`return JSON.stringify(issue)`)).toBe('{}');
  });

  it('are instances of the exported classes', () => {
    expect(
      app.run(`return [
        issue instanceof entities.Issue, issue instanceof entities.BaseEntity, issue instanceof Object, issue.constructor.name,
        issue.addComment('x') instanceof entities.BaseComment, new entities.Issue(ann, demo, 'New') instanceof entities.Issue,
      ].join()`),
    ).toBe('true,true,true,Issue,true,true');
  });

  it('cannot be made by scripts but for issues', () => {
    expect(thrownBy(() => app.run(`new entities.User('1-1')`))).toContain('IllegalArgumentException');
    expect(thrownBy(() => app.run(`new entities.BaseEntity()`))).toContain('IllegalArgumentException');
  });
});

describe('errors', () => {
  it.each([
    `issue.isChanged('Sprint')`,
    `issue.extensionProperties.note = 1`,
    `issue.fields.State = 1`,
    `issue.tags.add(1)`,
    `entities.Article.createDraft(demo)`,
    `issue.pauseSLA()`,
    `new entities.User()`,
    `Object.getPrototypeOf(issue).summary`,
  ])('of %s belong to the realm', (statement) => {
    expect(app.run(`try { ${statement} } catch (error) { return error instanceof Error }`)).toBe(true);
  });

  it('of a read-only transaction reach the script', () => {
    world.begin({ readOnly: true });
    expect(thrownBy(() => app.run(`issue.summary = 'x'`))).toContain('ReadonlyTransactionException');
    expect(thrownBy(() => app.run(`issue.extensionProperties.note = 'x'`))).toContain(
      'ReadonlyTransactionException',
    );
    expect(app.run(`return issue.summary`)).toBe('First');
  });

  it('follow an assignment to what cannot be assigned', () => {
    expect(thrownBy(() => app.run(`'use strict'; issue.id = 'DEMO-2'`))).toContain('TypeError');
    expect(thrownBy(() => app.run(`issue.isUsingMarkdown = false`))).toContain('not emulated');
    expect(thrownBy(() => app.run(`issue.summary = null`))).toContain('string');
  });
});

describe('faults', () => {
  it.each([
    ['Issue.isChanged', `issue.isChanged('summary')`],
    ['User.isChanged', `ann.isChanged('login')`],
    ['Issue.addComment', `issue.addComment('x')`],
    ['Issue.findById', `entities.Issue.findById('DEMO-1')`],
    ['Issue.findByExtensionProperties', `entities.Issue.findByExtensionProperties({ note: 'x' })`],
    ['Issue.onChange', `entities.Issue.onChange({})`],
    ['Issue.new', `new entities.Issue(ann, demo, 'x')`],
    ['Project.findByKey', `entities.Project.findByKey('DEMO')`],
    ['User.current', `entities.User.current`],
    ['State.is', `issue.State.is('name', 'Open')`],
    ['fields.isChanged', `issue.fields.isChanged('State')`],
    ['Set.first', `issue.tags.first()`],
    ['Article.findById', `entities.Article.findById('x')`],
  ])('%s fails when a test wants it to, and is reported once', (member, statement) => {
    app.faults.add(member);
    expect(thrownBy(() => app.run(statement))).toBe(`Error: ${member} fails`);
    expect(app.calls).toEqual([member]);
  });
});

describe('rule makers', () => {
  it.each(['onChange', 'onSchedule', 'action', 'stateMachine', 'sla'])(
    'Issue.%s marks a copy of the rule',
    (type) => {
      expect(
        app.run(`
        const rule = { title: 'T', action: () => 1 };
        const made = entities.Issue.${type}(rule);
        return [made !== rule, made.title, made.action === rule.action, made.target, made.ruleType, rule.target].join();
      `),
      ).toBe(`true,T,true,Issue,${type},`);
    },
  );

  it('exist for articles, and not for work items', () => {
    expect(app.run(`return entities.Article.onChange({}).target`)).toBe('Article');
    expect(app.run(`return typeof entities.IssueWorkItem.onChange`)).toBe('undefined');
  });
});

describe('what is not emulated', () => {
  it.each(['FeedbackForm', 'Gantt', 'PullRequest', 'VcsChange'])(
    '%s is there to be named and says so when it is used',
    (name) => {
      expect(app.run(`return [typeof entities.${name}, entities.${name}.name].join()`)).toBe(
        `function,${name}`,
      );
      expect(thrownBy(() => app.run(`entities.${name}.findByExtensionProperties({})`))).toBe(
        `Error: entities.${name} is not emulated`,
      );
      expect(thrownBy(() => app.run(`new entities.${name}()`))).toBe(
        `Error: entities.${name} is not emulated`,
      );
    },
  );

  it('holds for members of what is', () => {
    expect(thrownBy(() => app.run(`entities.Issue.createSharedDraft(demo)`))).toBe(
      'Error: Issue.createSharedDraft is not emulated',
    );
    expect(thrownBy(() => app.run(`demo.canBeReadBy('name', ann)`))).toBe(
      'Error: Project.canBeReadBy is not emulated',
    );
  });
});
