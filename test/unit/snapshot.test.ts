import { describe, expect, it } from 'vitest';
import { contentOf, hashInput, type IssueSnapshot, type Mapping } from '../../src/domain/snapshot.ts';

const snapshot: IssueSnapshot = {
  key: 'DEMO-1',
  url: 'https://example.youtrack.cloud/issue/DEMO-1',
  summary: 'Title',
  description: '**bold**',
  reporter: { name: 'Ada', email: 'ada@example.com' },
  tags: ['b', 'a'],
  isResolved: false,
  updated: 1,
  fields: new Map([
    ['State', { type: 'state[1]', value: { kind: 'names', names: ['Open'] } }],
    ['Type', { type: 'enum[1]', value: { kind: 'names', names: ['Bug'] } }],
    ['Assignee', { type: 'user[1]', value: { kind: 'people', people: [{ name: 'Bob', email: null }] } }],
    ['Points', { type: 'integer', value: { kind: 'number', number: 5 } }],
    ['Odd', { type: 'hologram[1]', value: null }],
  ]),
};
const mapping: Mapping = {
  builtIn: { status: 'State', type: 'Type', assignee: 'Assignee' },
  matches: [{ field: 'Points', key: 'points', type: 'number' }],
};

describe('what is sent of an issue', () => {
  it('carries the built-in parts and the matched fields', () => {
    expect(contentOf(snapshot, mapping)).toEqual({
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
    });
  });

  it('leaves out a matched field that vanished, changed its type, or is of a type nobody knows', () => {
    const matches: Mapping['matches'] = [
      { field: 'Gone', key: 'gone', type: 'number' },
      { field: 'Points', key: 'points', type: 'date' },
      { field: 'Odd', key: 'odd', type: 'text_short' },
    ];
    expect(contentOf(snapshot, { ...mapping, matches }).fields).toEqual({});
  });

  it('sends nothing for a built-in part without a field', () => {
    const builtIn = { status: null, type: null, assignee: null };
    expect(contentOf(snapshot, { ...mapping, builtIn })).toMatchObject({
      status: null,
      type: null,
      assignee: null,
    });
  });
});

describe('the text that is hashed', () => {
  const content = contentOf(snapshot, mapping);
  const text = hashInput(content, snapshot.description, '1');

  it('changes with content, Markdown and board', () => {
    expect(hashInput({ ...content, name: 'Other' }, snapshot.description, '1')).not.toBe(text);
    expect(hashInput(content, '*bold*', '1')).not.toBe(text);
    expect(hashInput(content, snapshot.description, '2')).not.toBe(text);
  });

  it('does not change with the time of update or the order of tags', () => {
    const later = contentOf({ ...snapshot, updated: 2, tags: ['a', 'b'] }, mapping);
    expect(hashInput(later, snapshot.description, '1')).toBe(text);
  });
});
