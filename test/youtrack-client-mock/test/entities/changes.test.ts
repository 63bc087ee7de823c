/** What rules are told about changes of the running transaction. */
import { beforeEach, describe, expect, it } from 'vitest';
import type { App } from './host.ts';
import { thrownBy, World } from './host.ts';

let world: World;
let app: App;

beforeEach(() => {
  world = new World();
  app = world.app('demo');
});

describe('change detection', () => {
  it('sees a change of a property, and what was there before', () => {
    expect(
      app.run(`
        issue.summary = 'Second';
        return [issue.isChanged('summary'), issue.oldValue('summary'), issue.isChanged('description')].join();
      `),
    ).toBe('true,First,false');
  });

  it('does not count a change that is taken back', () => {
    expect(
      app.run(`
        const before = issue.fields.State;
        issue.summary = 'Second';
        issue.fields.State = value('DEMO:State:Fixed');
        issue.tags.add(issue.addTag('a'));
        issue.summary = 'First';
        issue.fields.State = before;
        issue.removeTag('a');
        return [issue.isChanged('summary'), issue.isChanged('State'), issue.tags.isChanged].join();
      `),
    ).toBe('false,false,false');
  });

  it('gives null as the old value of what is unchanged', () => {
    expect(app.run(`return issue.oldValue('summary')`)).toBeNull();
    expect(app.run(`return issue.fields.oldValue('State')`)).toBeNull();
  });

  it('tells is, was and becomes apart', () => {
    expect(
      app.run(`
        const open = value('DEMO:State:Open');
        const fixed = value('DEMO:State:Fixed');
        issue.State = fixed;
        return [
          issue.is('State', fixed), issue.is('State', 'Fixed'), issue.was('State', open), issue.was('State', fixed),
          issue.becomes('State', fixed), issue.becomes('State', open), issue.oldValue('State') === open,
        ].join();
      `),
    ).toBe('true,true,true,false,true,false,true');
  });

  it('takes a requirement or a project field instead of a name', () => {
    expect(
      app.run(`
        const field = demo.findFieldByName('State');
        issue.State = value('DEMO:State:Fixed');
        return [issue.isChanged({ name: 'State' }), issue.fields.isChanged(field), issue.fields.becomes(field, 'Fixed')].join();
      `),
    ).toBe('true,true,true');
  });

  it('throws for a name that is no property and no field of the project', () => {
    for (const question of [
      `issue.isChanged('Sprint')`,
      `issue.oldValue('Sprint')`,
      `issue.becomes('Sprint', null)`,
      `issue.fields.isChanged('Sprint')`,
      `issue.canBeReadBy('Sprint', ann)`,
    ]) {
      expect(thrownBy(() => app.run(question))).toContain('no ');
      expect(thrownBy(() => app.run(question))).toContain("custom field 'Sprint'");
    }
    expect(thrownBy(() => app.run(`ann.isChanged('State')`))).toContain('User has no property');
  });

  it('throws for a field that only the project left behind has, once the issue moved', () => {
    expect(app.run(`return issue.isChanged('period')`)).toBe(false);
    expect(thrownBy(() => app.run(`issue.project = other; issue.isChanged('period')`))).toContain("'period'");
  });

  it('demands a value with the message of the rule', () => {
    app.run(`issue.required('State', 'Set a state'); issue.fields.required('State', 'Set a state')`);
    expect(thrownBy(() => app.run(`issue.required('string', 'Say something')`))).toBe('Error: Say something');
    expect(thrownBy(() => app.run(`issue.fields.required('user[*]', 'Name one')`))).toBe('Error: Name one');
  });

  it('counts everything of a new entity that has a value as changed', () => {
    expect(
      app.run(`
        const made = new entities.Issue(ann, demo, 'New');
        return [made.isNew, issue.isNew, made.isChanged('summary'), made.isChanged('description'), made.was('summary', null)].join();
      `),
    ).toBe('true,false,true,false,true');
  });

  it('does not take a reference to a long gone entity for a change', () => {
    app.run(`issue.addTag('a'); issue.fields['user[1]'] = carl`);
    world.commit();
    world.tx.remove(world.id('carl'));
    for (const tag of [...world.tx.all('Tag')]) world.tx.remove(tag);
    expect(app.run(`return [issue.tags.removed.size, issue.isChanged('user[1]')].join()`)).toBe('1,true');
    world.commit();
    expect(app.run(`return [issue.tags.isChanged, issue.isChanged('user[1]')].join()`)).toBe('false,false');
  });

  it('answers who may read and write fields', () => {
    expect(
      app.run(`return [
        issue.canBeReadBy('State', ann), issue.canBeWrittenBy('State', ann), issue.fields.canBeWrittenBy('State', bob),
        issue.canBeReadBy('summary', bob), issue.fields.canBeReadBy('State', carl),
      ].join()`),
    ).toBe('true,true,false,true,false');
  });
});

describe('reporting and resolving', () => {
  it('reports a draft when it stops being one, and an issue when it is made', () => {
    expect(app.run(`return [draft.isReported, draft.becomesReported, draft.id].join()`)).toBe(
      'false,false,Issue.Draft',
    );
    world.tx.set(world.id('draft'), 'reported', true);
    expect(app.run(`return [draft.isReported, draft.becomesReported].join()`)).toBe('true,true');
    expect(app.run(`return new entities.Issue(ann, demo, 'New').becomesReported`)).toBe(true);
    expect(app.run(`return issue.becomesReported`)).toBe(false);
    world.commit();
    expect(app.run(`return [draft.isReported, draft.becomesReported].join()`)).toBe('true,false');
  });

  it('resolves with the state, at once', () => {
    const told = `return [issue.isResolved, issue.becomesResolved, issue.becomesUnresolved].join()`;
    expect(app.run(told)).toBe('false,false,false');
    expect(app.run(`issue.State = value('DEMO:State:Fixed'); ${told}`)).toBe('true,true,false');
    world.commit();
    expect(app.run(told)).toBe('true,false,false');
    expect(app.run(`issue.State = value('DEMO:State:Open'); ${told}`)).toBe('false,false,true');
  });

  it('goes by the time of resolution where an issue has no state', () => {
    world.tx.set(world.id('issue'), 'field:State', null);
    world.tx.set(world.id('issue'), 'resolved', 5);
    expect(
      app.run(`return [issue.isResolved, issue.becomesResolved, issue.isChanged('resolved')].join()`),
    ).toBe('true,true,true');
  });

  it('tells an issue that is being removed, and still reads it', () => {
    world.tx.remove(world.id('issue'));
    expect(
      app.run(`return [issue.becomesRemoved, issue.isChanged('summary'), issue.id, issue.State.name].join()`),
    ).toBe('true,false,DEMO-1,Open');
  });
});
