import { describe, expect, it } from 'vitest';
import { contentOf, hashInput, type IssueSnapshot, type Mapping } from '../../src/domain/snapshot.ts';

const snapshot: IssueSnapshot = {
  key: 'DEMO-1',
  url: 'https://example.youtrack.cloud/issue/DEMO-1',
  summary: 'Title',
  description: '**bold**',
  reporter: { name: 'Ada', email: 'ada@example.com' },
  tags: ['b', 'a', 'b'],
  isResolved: false,
  isRestricted: false,
  updated: 1,
  fields: new Map([
    ['State', { type: 'state[1]', value: { kind: 'names', names: ['Open'] } }],
    ['Type', { type: 'enum[1]', value: { kind: 'names', names: ['Bug'] } }],
    ['Assignee', { type: 'user[1]', value: { kind: 'people', people: [{ name: 'Bob', email: null }] } }],
    ['Points', { type: 'integer', value: { kind: 'number', number: 5 } }],
    ['Platforms', { type: 'enum[*]', value: { kind: 'names', names: ['Web', 'iOS', 'iPad'] } }],
    ['Estimation', { type: 'period', value: { kind: 'period', minutes: 960 } }],
    ['Odd', { type: 'hologram[1]', value: null }],
  ]),
  attributes: new Map([
    ['votes', { kind: 'number', number: 3 }],
    ['resolved', null],
    ['spent time', { kind: 'period', minutes: 30 }],
  ]),
};
const mapping: Mapping = {
  builtIn: { status: 'State', type: 'Type', assignee: 'Assignee' },
  matches: [{ field: 'Points', key: 'points', type: 'number' }],
};

const fieldsOf = (...matches: Mapping['matches']) =>
  contentOf(snapshot, { ...mapping, matches }).content.fields;

describe('what is sent of an issue', () => {
  it('carries the built-in parts and the matched fields', () => {
    expect(contentOf(snapshot, mapping)).toEqual({
      content: {
        key: 'DEMO-1',
        url: 'https://example.youtrack.cloud/issue/DEMO-1',
        name: 'Title',
        status: 'Open',
        type: 'Bug',
        assignee: null,
        reporter: 'ada@example.com',
        labels: ['a', 'b'],
        fields: { points: 5 },
        resolved: false,
      },
      undecided: [],
    });
  });

  it('leaves out a matched field that vanished, changed its type, or is of a type nobody knows', () => {
    expect(
      fieldsOf(
        { field: 'Gone', key: 'gone', type: 'number' },
        { field: 'Points', key: 'points', type: 'date' },
        { field: 'Odd', key: 'odd', type: 'text_short' },
        { source: 'attribute', field: 'Points', key: 'more', type: 'number' },
      ),
    ).toEqual({});
  });

  it('carries attributes, and null for one that is empty', () => {
    expect(
      fieldsOf(
        { source: 'attribute', field: 'votes', key: 'votes', type: 'number' },
        { source: 'attribute', field: 'resolved', key: 'done', type: 'date' },
        { source: 'attribute', field: 'spent time', key: 'spent', type: 'number', unit: 'minutes' },
      ),
    ).toEqual({ votes: 3, done: null, spent: 30 });
  });

  it('counts a period in the chosen unit, and in hours when none was chosen', () => {
    const match = { field: 'Estimation', type: 'number' } as const;
    expect(fieldsOf({ ...match, key: 'hours' }, { ...match, key: 'days', unit: 'days' })).toEqual({
      hours: 16,
      days: 2,
    });
  });

  it('takes no key for anything but a key', () => {
    const fields = fieldsOf({ field: 'Points', key: '__proto__', type: 'number' });
    expect(Object.entries(fields)).toEqual([['__proto__', 5]]);
  });

  it('sends the e-mail address of the assignee', () => {
    const people = [{ name: 'Bob', email: 'bob@example.com' }];
    const fields = new Map([['Assignee', { type: 'user[1]', value: { kind: 'people', people } as const }]]);
    expect(contentOf({ ...snapshot, fields }, mapping).content.assignee).toBe('bob@example.com');
  });

  it('sends nothing for a built-in part without a field', () => {
    const builtIn = { status: null, type: null, assignee: null };
    expect(contentOf(snapshot, { ...mapping, builtIn }).content).toMatchObject({
      status: null,
      type: null,
      assignee: null,
    });
  });
});

describe('a value map', () => {
  const map = [
    { from: 'iOS', to: 'Mobile' },
    { from: 'iPad', to: 'Mobile' },
  ];
  const platforms = (otherwise: 'empty' | 'send' | 'attention') =>
    contentOf(snapshot, {
      ...mapping,
      matches: [{ field: 'Platforms', key: 'on', type: 'multi_select', values: { map, otherwise } }],
    });

  it('sends each option once, though several values stand for it', () => {
    expect(platforms('send')).toMatchObject({
      content: { fields: { on: ['Mobile', 'Web'] } },
      undecided: [],
    });
    expect(platforms('empty')).toMatchObject({ content: { fields: { on: ['Mobile'] } }, undecided: [] });
  });

  it('tells which value of which field a person must decide about', () => {
    expect(platforms('attention').undecided).toEqual([{ field: 'Platforms', value: 'Web' }]);
  });

  it('has no say where no option is chosen, as after the Ducalis field became a text', () => {
    const values = { map, otherwise: 'attention' } as const;
    const matches: Mapping['matches'] = [{ field: 'Platforms', key: 'on', type: 'text_short', values }];
    expect(contentOf(snapshot, { ...mapping, matches })).toMatchObject({
      content: { fields: { on: 'Web, iOS, iPad' } },
      undecided: [],
    });
  });

  it('of which nothing is left clears the field', () => {
    const values = { map: [], otherwise: 'empty' } as const;
    expect(
      fieldsOf(
        { field: 'Type', key: 'one', type: 'select', values },
        { field: 'Platforms', key: 'several', type: 'multi_select', values },
      ),
    ).toEqual({ one: null, several: null });
  });
});

describe('the text that is hashed', () => {
  const built = contentOf(snapshot, mapping);
  const text = hashInput(built, snapshot.description, '1');
  const hashed = (changed: Partial<IssueSnapshot>, matches = mapping.matches) =>
    hashInput(contentOf({ ...snapshot, ...changed }, { ...mapping, matches }), snapshot.description, '1');
  const withPlatforms = (...names: string[]): IssueSnapshot['fields'] =>
    new Map([...snapshot.fields, ['Platforms', { type: 'enum[*]', value: { kind: 'names', names } }]]);

  it('changes with content, Markdown and board', () => {
    expect(hashed({ summary: 'Other' })).not.toBe(text);
    expect(hashInput(built, '*bold*', '1')).not.toBe(text);
    expect(hashInput(built, snapshot.description, '2')).not.toBe(text);
  });

  it('does not change with the time of update or the order of tags', () => {
    expect(hashed({ updated: 2, tags: ['a', 'b'] })).toBe(text);
  });

  it('does not change with the order of values or of matches', () => {
    const matches: Mapping['matches'] = [
      { field: 'Platforms', key: 'on', type: 'multi_select' },
      { field: 'Platforms', key: 'also', type: 'text_short' },
    ];
    expect(hashed({ fields: withPlatforms('iPad', 'iOS', 'Web') }, [...matches].reverse())).toBe(
      hashed({}, matches),
    );
  });

  it('changes with a value that waits for a decision, so that a decision to leave it out is one too', () => {
    const matches = (otherwise: 'empty' | 'attention'): Mapping['matches'] => [
      { field: 'Platforms', key: 'on', type: 'multi_select', values: { map: [], otherwise } },
    ];
    const waiting = hashed({ fields: withPlatforms('Web') }, matches('attention'));
    expect(hashed({ fields: withPlatforms('iOS') }, matches('attention'))).not.toBe(waiting);
    expect(hashed({ fields: withPlatforms('Web') }, matches('empty'))).not.toBe(waiting);
  });
});
