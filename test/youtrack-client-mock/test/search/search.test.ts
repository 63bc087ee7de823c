import { beforeEach, describe, expect, it } from 'vitest';
import { QuerySyntaxError } from '../../src/search/search.ts';
import { NOW, World } from './world.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

let world: World;
beforeEach(() => {
  world = new World();
});

function errorOf(query: string): QuerySyntaxError {
  try {
    world.find(query);
  } catch (error) {
    if (error instanceof QuerySyntaxError) return error;
    throw error;
  }
  throw new Error('The query was accepted');
}

describe('issue ids, projects and users', () => {
  beforeEach(() => {
    world.issue('DEMO-1', { 'field:Assignee': { ref: world.ann } });
    world.issue('DEMO-2', { reporter: { ref: world.ann }, updatedBy: { ref: world.bob } });
    world.issue('OTH-1', { 'field:Assignee': { ref: world.bob } });
  });

  it.each([
    ['', ['DEMO-1', 'DEMO-2', 'OTH-1']],
    ['issue id: DEMO-1', ['DEMO-1']],
    ['issue id: demo-2, OTH-1', ['DEMO-2', 'OTH-1']],
    ['issue id: -DEMO-1', ['DEMO-2', 'OTH-1']],
    ['#DEMO-1', ['DEMO-1']],
    ['DEMO-1', ['DEMO-1']],
    ['project: {Demo Project}', ['DEMO-1', 'DEMO-2']],
    ['project: demo', ['DEMO-1', 'DEMO-2']],
    ['in: DEMO issue id: OTH-1', []],
    ['project: -DEMO', ['OTH-1']],
    ['project: DEMO #OTH', ['DEMO-1', 'DEMO-2', 'OTH-1']],
    ['-DEMO', ['OTH-1']],
    ['for: me', ['DEMO-1']],
    ['Assignee: bob', ['OTH-1']],
    ['assignee: Unassigned', ['DEMO-2']],
    ['for: {Demo Team}', ['DEMO-1']],
    ['by: me', ['DEMO-2']],
    ['reporter: {Ann Lee}', ['DEMO-2']],
    ['created by: -me', ['DEMO-1', 'OTH-1']],
    ['updated by: bob', ['DEMO-2']],
    ['#me', ['DEMO-1', 'DEMO-2']],
    ['-me', ['OTH-1']],
  ])('%s', (query, ids) => {
    expect(world.find(query)).toEqual(ids);
  });

  it('stays within the given project', () => {
    expect(world.find('', world.ann, world.other)).toEqual(['OTH-1']);
    expect(world.find('issue id: DEMO-1, OTH-1', world.ann, world.other)).toEqual(['OTH-1']);
  });
});

describe('custom fields', () => {
  beforeEach(() => {
    world.issue('DEMO-1', {
      'field:State': world.value('State', 'Open'),
      'field:Priority': world.value('Priority', 'Critical'),
      'field:Fix versions': [world.value('Fix versions', '2026.1'), world.value('Fix versions', '2026.2')],
      'field:Estimation': { minutes: 90 },
      'field:Votes wanted': 5,
      'field:Customer': 'Great Customer & Co',
      'field:Team': { ref: world.team },
    });
    world.issue('DEMO-2', {
      'field:State': world.value('State', 'In Progress'),
      'field:Priority': world.value('Priority', 'Major'),
      'field:Fix versions': [world.value('Fix versions', '2026.2')],
      'field:Estimation': { minutes: 8 * 60 },
      'field:Votes wanted': 50,
      'field:Reviewers': [{ ref: world.ann }, { ref: world.bob }],
    });
    world.issue('DEMO-3', { 'field:State': world.value('State', 'Fixed'), resolved: NOW });
  });

  it.each([
    ['State: Open', ['DEMO-1']],
    ['state:open', ['DEMO-1']],
    ['State: {In Progress}, Fixed', ['DEMO-2', 'DEMO-3']],
    ['State: Open State: Fixed', ['DEMO-1', 'DEMO-3']],
    ['State: Open and State: Fixed', []],
    ['State: -Open, -Fixed', ['DEMO-2']],
    ['State: Open Priority: Major', []],
    ['State: Unresolved', ['DEMO-1', 'DEMO-2']],
    ['#Unresolved', ['DEMO-1', 'DEMO-2']],
    ['#Resolved', ['DEMO-3']],
    ['-Resolved', ['DEMO-1', 'DEMO-2']],
    ['#{In Progress}', ['DEMO-2']],
    ['#Open -Major', ['DEMO-1']],
    ['#Critical #Major', ['DEMO-1', 'DEMO-2']],
    ['#Critical #Fixed', []],
    ['Priority: {No Priority}', ['DEMO-3']],
    ['Priority: Critical .. Major', ['DEMO-1', 'DEMO-2']],
    ['Priority: Major .. *', ['DEMO-2']],
    ['Fix versions: 2026.1', ['DEMO-1']],
    ['Fix versions: -2026.1', ['DEMO-2', 'DEMO-3']],
    ['Fix versions: Unscheduled', ['DEMO-3']],
    ['Estimation: 1h30m', ['DEMO-1']],
    ['Estimation: 2h .. *', ['DEMO-2']],
    ['Estimation: 1d', ['DEMO-2']],
    ['Votes wanted: 1 .. 10', ['DEMO-1']],
    ['Votes wanted: 50', ['DEMO-2']],
    ['Customer: {great customer}', ['DEMO-1']],
    ['Team: {Demo Team}', ['DEMO-1']],
    ['Reviewers: me', ['DEMO-2']],
    ['has: Customer', ['DEMO-1']],
    ['has: {Fix versions}', ['DEMO-1', 'DEMO-2']],
    ['has: -{Fix versions}', ['DEMO-3']],
    ['has: -Priority', ['DEMO-3']],
    ['State: Open or State: Fixed', ['DEMO-1', 'DEMO-3']],
    ['(State: Open or State: Fixed) and #Unresolved', ['DEMO-1']],
    ['State: Fixed or #Unresolved and Priority: Major', ['DEMO-2', 'DEMO-3']],
    ['project: DEMO (Priority: Major or #Resolved)', ['DEMO-2', 'DEMO-3']],
  ])('%s', (query, ids) => {
    expect(world.find(query)).toEqual(ids);
  });
});

describe('dates', () => {
  beforeEach(() => {
    world.issue('DEMO-1', { updated: NOW - 30 * 60_000, created: NOW - 40 * DAY });
    world.issue('DEMO-2', { updated: NOW - DAY, created: Date.UTC(2026, 0, 15), resolved: NOW - 2 * DAY });
    world.issue('DEMO-3', { updated: NOW - 9 * DAY, created: Date.UTC(2026, 0, 14, 23, 30) });
  });

  it.each([
    ['updated: Today', ['DEMO-1']],
    ['updated: Yesterday', ['DEMO-2']],
    ['updated: Today, Yesterday', ['DEMO-1', 'DEMO-2']],
    ['updated: {This week}', ['DEMO-1', 'DEMO-2']],
    ['updated: {Last week}', ['DEMO-3']],
    ['updated: {minus 7d} .. *', ['DEMO-1', 'DEMO-2']],
    ['updated: {minus 7d} .. Today', ['DEMO-1', 'DEMO-2']],
    ['updated: {minus 1h} .. *', ['DEMO-1']],
    ['updated: {minus 1h} .. Now', ['DEMO-1']],
    ['updated: * .. {minus 1d}', ['DEMO-2', 'DEMO-3']],
    ['updated: -{minus 1h} .. *', ['DEMO-2', 'DEMO-3']],
    ['updated: .. Yesterday', ['DEMO-2', 'DEMO-3']],
    ['updated: {minus 9d}', ['DEMO-3']],
    ['created: 2026-01-15', ['DEMO-2', 'DEMO-3']],
    ['created: 2026-01', ['DEMO-2', 'DEMO-3']],
    ['created: 2026-01-15T01:00 .. 2026-01-15T01:00', ['DEMO-2']],
    ['created: 2026-01-01 .. 2026-02-01', ['DEMO-2', 'DEMO-3']],
    ['created: 2026-01-01..2026-02-01', ['DEMO-2', 'DEMO-3']],
    ['resolved date: {minus 7d} .. Today', ['DEMO-2']],
    ['has: resolved', ['DEMO-2']],
  ])('%s', (query, ids) => {
    expect(world.find(query)).toEqual(ids);
  });

  it('begins days in the time zone of the one who asks', () => {
    expect(world.find('created: 2026-01-15', world.bob)).toEqual(['DEMO-2']);
  });

  it('compares date fields by their day, whatever the zone', () => {
    world.issue('OTH-1', { 'field:Due Date': Date.UTC(2026, 4, 13, 12) });
    world.issue('OTH-2', { 'field:Due Date': Date.UTC(2026, 4, 20, 12), 'field:Started at': NOW - HOUR });
    expect(world.find('Due Date: Today')).toEqual(['OTH-1']);
    expect(world.find('Due Date: .. Today')).toEqual(['OTH-1']);
    expect(world.find('Due Date: Tomorrow .. {plus 2w}')).toEqual(['OTH-2']);
    expect(world.find('Started at: {minus 2h} .. *')).toEqual(['OTH-2']);
  });
});

describe('text, tags and presence', () => {
  beforeEach(() => {
    const tag = { ref: world.tx.create('Tag', { name: 'Next Release', owner: { ref: world.ann } }) };
    const spam = { ref: world.tx.create('Tag', { name: 'spam', owner: { ref: world.ann } }) };
    world.issue('DEMO-1', { summary: 'Export the configuration', description: 'See https://a.example/x' });
    world.issue('DEMO-2', { summary: 'Configuration', description: 'of the Export (CSV)', tags: [tag] });
    const third = world.issue('DEMO-3', {
      summary: 'Reports',
      tags: [tag, spam],
      voters: [{ ref: world.bob }],
    });
    world.tx.create('IssueComment', { issue: { ref: third }, text: 'Hi' });
  });

  it.each([
    ['export', ['DEMO-1', 'DEMO-2']],
    ['configuration export', ['DEMO-1', 'DEMO-2']],
    ['configuration csv', ['DEMO-2']],
    ['report', ['DEMO-3']],
    ['port', []],
    ['"export the"', ['DEMO-1']],
    ['-"export the"', ['DEMO-2', 'DEMO-3']],
    ['conf*', ['DEMO-1', 'DEMO-2']],
    ['https://a.example/x', ['DEMO-1']],
    ['summary: export', ['DEMO-1']],
    ['description: export', ['DEMO-2']],
    ['export project: DEMO', ['DEMO-1', 'DEMO-2']],
    ['tag: {Next Release}', ['DEMO-2', 'DEMO-3']],
    ['tag: -spam', ['DEMO-1', 'DEMO-2']],
    ['tag: spam tag: {next release}', ['DEMO-2', 'DEMO-3']],
    ['tag: spam and tag: {next release}', ['DEMO-3']],
    ['#spam', ['DEMO-3']],
    ['has: tags', ['DEMO-2', 'DEMO-3']],
    ['has: -tags', ['DEMO-1']],
    ['has: comments', ['DEMO-3']],
    ['has: votes', ['DEMO-3']],
    ['voter: bob', ['DEMO-3']],
  ])('%s', (query, ids) => {
    expect(world.find(query)).toEqual(ids);
  });
});

describe('order', () => {
  beforeEach(() => {
    world.issue('DEMO-10', { updated: 3, 'field:Priority': world.value('Priority', 'Major') });
    world.issue('DEMO-2', { updated: 1 });
    world.issue('OTH-1', { updated: 2, 'field:Priority': world.value('Priority', 'Critical') });
  });

  it.each([
    ['sort by: updated', ['DEMO-2', 'OTH-1', 'DEMO-10']],
    ['sort by: updated desc', ['DEMO-10', 'OTH-1', 'DEMO-2']],
    ['project: DEMO sort by: {issue id} asc', ['DEMO-2', 'DEMO-10']],
    ['order by: issue id', ['DEMO-2', 'DEMO-10', 'OTH-1']],
    ['sort by: Priority asc', ['OTH-1', 'DEMO-10', 'DEMO-2']],
    ['sort by: Priority desc', ['DEMO-10', 'OTH-1', 'DEMO-2']],
    ['sort by: project desc, updated desc', ['OTH-1', 'DEMO-10', 'DEMO-2']],
    ['sort by: updated desc project: DEMO', ['DEMO-10', 'DEMO-2']],
  ])('%s', (query, ids) => {
    expect(world.find(query)).toEqual(ids);
  });
});

describe('visibility', () => {
  it('leaves out drafts and what the user may not see', () => {
    world.issue('DEMO-1');
    world.issue('DEMO-2', { reported: false });
    world.issue('DEMO-3', { permittedGroups: [{ ref: world.team }], reporter: { ref: world.ann } });
    expect(world.find('')).toEqual(['DEMO-1', 'DEMO-3']);
    expect(world.find('', world.bob)).toEqual(['DEMO-1']);
    expect(world.find('issue id: DEMO-1, DEMO-3')).toEqual(['DEMO-1', 'DEMO-3']);
    expect(() => world.find('issue id: DEMO-1, DEMO-3', world.bob)).toThrow(QuerySyntaxError);
    expect(world.find('', world.guest)).toEqual([]);
    expect(world.find('visible to: {Demo Team}')).toEqual(['DEMO-3']);
    expect(world.find('visible to: {All Users}')).toEqual(['DEMO-1']);
  });

  it('sees what the transaction changed, and not what it removed', () => {
    const gone = world.issue('DEMO-1');
    const changed = world.issue('DEMO-2');
    world.tx.remove(gone);
    world.tx.set(changed, 'project', { ref: world.other });
    expect(world.find('project: DEMO')).toEqual([]);
    expect(world.find('issue id: OTH-2')).toEqual(['OTH-2']);
  });
});

describe('a query that cannot be read', () => {
  it('says so in the words of the recorded answer', () => {
    const error = errorOf('State: Nope');
    expect(error.message).toBe("Can't parse search query, please check and update query syntax");
    expect(error.children).toEqual([`The value "Nope" isn't used for the State field.`]);
    expect(errorOf('sort by: nothing').children).toEqual(['Sort field is expected.']);
    expect(errorOf('project: DEMO sort by:').children).toEqual(['Sort field is expected.']);
  });

  it.each([
    ['nonsense: x', 'The field "nonsense" isn\'t known.'],
    ['project: Nope', 'The value "Nope" isn\'t used for the project field.'],
    ['tag: nope', 'The value "nope" isn\'t used for the tag field.'],
    ['for: nobody', 'The value "nobody" isn\'t used for the Assignee field.'],
    ['by: nobody', 'The value "nobody" isn\'t used for the reporter field.'],
    ['updated: soon', 'The value "soon" isn\'t used for the updated field.'],
    ['updated: 2026-13-45', 'The value "2026-13-45" isn\'t used for the updated field.'],
    ['has: nothing', 'The value "nothing" isn\'t used for the has field.'],
    ['issue id: DEMO-77', 'The value "DEMO-77" isn\'t used for the issue id field.'],
    ['issue id: 12', 'The value "12" isn\'t used for the issue id field.'],
    ['Votes wanted: many', 'The value "many" isn\'t used for the Votes wanted field.'],
    ['State:', 'A value is expected for the state field.'],
    ['State: {In Progress', 'Closing brace is expected.'],
    ['"open', 'Closing quote is expected.'],
    ['(State: Open', 'Closing parenthesis is expected.'],
    ['State: Open )', 'Unexpected ")".'],
    ['#Nope', 'The value "Nope" isn\'t used for any field.'],
  ])('%s', (query, sentence) => {
    expect(errorOf(query).children).toEqual([sentence]);
  });
});

describe('many issues', () => {
  it('finds an issue by its id without walking the others', () => {
    world.issue('DEMO-1');
    const reads = countReads(world, () => expect(world.find('issue id: DEMO-1')).toEqual(['DEMO-1']));
    for (let number = 2; number <= 500; number += 1) {
      world.store.insert({
        id: `2-${number + 1000}`,
        type: 'Issue',
        props: new Map(
          Object.entries({ project: { ref: world.other }, numberInProject: number, reported: true }),
        ),
      });
    }
    const later = countReads(world, () => expect(world.find('issue id: DEMO-1')).toEqual(['DEMO-1']));
    expect(later).toBe(reads);
    const project = countReads(world, () =>
      expect(world.find('project: DEMO #Unresolved')).toEqual(['DEMO-1']),
    );
    expect(project).toBeLessThan(reads * 2);
  });
});

/** How often a property was read. */
function countReads(searched: World, work: () => void): number {
  const { tx } = searched;
  const read = tx.get.bind(tx);
  let count = 0;
  tx.get = (id, prop) => {
    count += 1;
    return read(id, prop);
  };
  work();
  tx.get = read;
  return count;
}
