/** Custom fields of every type, read and written. */
import { beforeEach, describe, expect, it } from 'vitest';
import { FIELD_TYPES } from '../../src/model/types.ts';
import type { App } from './host.ts';
import { thrownBy, World } from './host.ts';

let world: World;
let app: App;

beforeEach(() => {
  world = new World();
  app = world.app('demo');
});

/** A value that a script assigns, how it then shows it, and the class of the value. */
const SINGLE: readonly (readonly [string, string, string])[] = [
  ...(['enum', 'state', 'ownedField', 'version', 'build'] as const).map(
    (kind) => [`${kind}[1]`, `value('DEMO:${kind}[1]:Two')`, `shown.name === 'Two'`] as const,
  ),
  ['user[1]', 'bob', 'shown === bob'],
  ['group[1]', 'team', 'shown === team'],
  ['period', `'1w 2d 3h'`, 'shown.getWeeks() === 1 && shown.getDays() === 2 && shown.getHours() === 3'],
  ['date', '86400000', 'shown === 86400000'],
  ['date and time', '5', 'shown === 5'],
  ['integer', '-3', 'shown === -3'],
  ['float', '0.25', 'shown === 0.25'],
  ['string', `'word'`, `shown === 'word'`],
  ['text', `'words'`, `shown === 'words'`],
];

const MULTI: readonly (readonly [string, string])[] = [
  ...(['enum', 'ownedField', 'version', 'build'] as const).map(
    (kind) => [`${kind}[*]`, `value('DEMO:${kind}[*]:Two')`] as const,
  ),
  ['user[*]', 'bob'],
  ['group[*]', 'team'],
];

it('covers every field type there is', () => {
  expect([...SINGLE, ...MULTI].map(([type]) => type).sort()).toEqual([...FIELD_TYPES].sort());
});

describe('a field with one value', () => {
  it.each(SINGLE)('%s', (type, written, check) => {
    const name = JSON.stringify(type);
    expect(app.run(`return issue.fields[${name}]`)).toBeNull();
    app.run(`issue.fields[${name}] = ${written}`);
    expect(app.run(`const shown = issue.fields[${name}]; return ${check}`)).toBe(true);
    expect(app.run(`return [issue.isChanged(${name}), issue.fields.oldValue(${name})].join()`)).toBe('true,');
    world.commit();
    expect(app.run(`const shown = issue[${name}]; return ${check}`)).toBe(true);
    expect(app.run(`return issue.is(${name}, issue.fields[${name}])`)).toBe(true);
    app.run(`issue[${name}] = null`);
    expect(app.run(`return issue.fields[${name}]`)).toBeNull();
    expect(app.run(`const shown = issue.fields.oldValue(${name}); return ${check}`)).toBe(true);
  });
});

describe('a field with many values', () => {
  it.each(MULTI)('%s', (type, element) => {
    const name = JSON.stringify(type);
    expect(
      app.run(`
        const values = issue.fields[${name}];
        const before = values.size;
        values.add(${element});
        return [before, issue.fields[${name}].has(${element}), issue.fields[${name}].added.size, issue.becomes(${name}, ${element})].join();
      `),
    ).toBe('0,true,1,true');
    world.commit();
    expect(
      app.run(
        `issue.fields[${name}].clear(); return [issue.fields[${name}].removed.size, issue.was(${name}, ${element})].join()`,
      ),
    ).toBe('1,true');
    expect(thrownBy(() => app.run(`issue.fields[${name}].add('word')`))).toContain(
      'IllegalArgumentException',
    );
  });
});

describe('what a field refuses', () => {
  it.each([
    [`issue.fields.State = 'Fixed'`, 'one of the values of its project'],
    [`issue.fields.State = value('OTH:State:Fixed')`, 'one of the values of its project'],
    [`issue.fields['user[1]'] = 'bob'`, 'an entity of the type User'],
    [`issue.fields['group[1]'] = bob`, 'an entity of the type UserGroup'],
    [`issue.fields.period = 'soon'`, 'a period'],
    [`issue.fields.integer = 1.5`, 'a whole number'],
    [`issue.fields.float = '1'`, 'a number'],
    [`issue.fields.date = new Date(0)`, 'a timestamp'],
    [`issue.fields.string = 1`, 'a string'],
    [`issue.fields.Sprint = 1`, "no custom field 'Sprint'"],
  ])('%s', (write, reason) => {
    const thrown = thrownBy(() => app.run(write));
    expect(thrown).toContain('IllegalArgumentException');
    expect(thrown).toContain(reason);
  });
});

describe('issue.fields', () => {
  it('lists exactly the fields of the project, in their order', () => {
    expect(app.run(`return Object.keys(issue.fields).join()`)).toBe([...FIELD_TYPES, 'State'].join());
    expect(
      app.run(`const names = []; for (const name in issue.fields) names.push(name); return names.length`),
    ).toBe(FIELD_TYPES.length + 1);
    expect(app.run(`issue.project = other; return Object.keys(issue.fields).join()`)).toBe('State');
  });

  it('has what the project has', () => {
    expect(
      app.run(
        `return ['State' in issue.fields, 'Sprint' in issue.fields, issue.fields.Sprint, issue.fields === issue.fields].join()`,
      ),
    ).toBe('true,false,,true');
  });

  it('gives values their class', () => {
    expect(
      app.run(`
        issue.fields['version[*]'].add(value('DEMO:version[*]:One'));
        issue.fields['build[1]'] = value('DEMO:build[1]:One');
        return [
          issue.State instanceof entities.State, issue.State instanceof entities.Field, issue.State.isResolved,
          issue.fields['version[*]'].first() instanceof entities.ProjectVersion, issue.fields['build[1]'] instanceof entities.Build,
          issue.State.presentation, issue.State.ordinal, issue.State.isArchived, issue.State.colorIndex,
        ].join();
      `),
    ).toBe('true,true,false,true,true,Open,0,false,0');
  });
});

describe('fields of a project', () => {
  it('tells name, type and values', () => {
    expect(
      app.run(`
        const field = demo.findFieldByName('enum[*]');
        return [
          field.name, field.localizedName, field.typeName, field.nullValueText, field.values.size, field.findValueByName('Two').name,
          field.findValueByName('two'), demo.findFieldByName('Enum[*]'), field.constructor.name,
        ].join();
      `),
    ).toBe('enum[*],enum[*],enum[*],No enum[*],2,Two,,,BundleProjectCustomField');
    expect(app.run(`return demo.fields.map((field) => field.typeName).join()`)).toBe(
      [...FIELD_TYPES, 'state[1]'].join(),
    );
  });

  it('finds users and groups where a field holds those', () => {
    expect(
      app.run(`return [
        demo.findFieldByName('user[1]').findValueByLogin('bob') === bob,
        demo.findFieldByName('group[1]').findValueByName('Demo Team') === team,
        demo.findFieldByName('user[*]').constructor.name, demo.findFieldByName('text').constructor.name,
      ].join()`),
    ).toBe('true,true,UserProjectCustomField,TextProjectCustomField');
  });

  it('takes a new value', () => {
    expect(
      app.run(`
        const field = demo.findFieldByName('enum[1]');
        issue.fields['enum[1]'] = field.createValue('Three');
        return issue.fields['enum[1]'].name;
      `),
    ).toBe('Three');
    expect(thrownBy(() => app.run(`demo.findFieldByName('enum[1]').createValue('One')`))).toContain(
      'already has',
    );
  });

  it('carries the constants of requirements', () => {
    expect(
      app.run(`return [
        entities.State.fieldType, entities.EnumField.fieldType, entities.User.fieldType, entities.UserGroup.fieldType,
        entities.Field.dateType, entities.Field.dateTimeType, entities.Field.integerType, entities.Field.periodType,
      ].join()`),
    ).toBe('State.fieldType,EnumField.fieldType,User.fieldType,UserGroup.fieldType,date,dateTime,int,period');
  });
});
