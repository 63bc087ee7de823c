/** The `fields` parameter. */
import { expect } from 'vitest';
import { start } from '../rest/support/world.ts';
import { statement } from './statement.ts';

async function issue(fields: string): Promise<unknown> {
  const { as } = await start();
  return (await as('admin').get(`issues/DEMO-1${fields}`)).body;
}

statement('§10', 'R', 'Without `fields` an entity is its id and its type', {
  'one entity': async () => {
    expect(await issue('')).toEqual({ id: expect.stringMatching(/^2-\d+$/), $type: 'Issue' });
  },
  'each entity of a collection': async () => {
    const { as } = await start();
    const { body } = await as('admin').get('admin/projects');
    expect(body).toHaveLength(3);
    expect(body).toEqual(Array(3).fill({ id: expect.stringMatching(/^0-\d+$/), $type: 'Project' }));
  },
  'an entity that was just made': async () => {
    const { as } = await start();
    const { body } = await as('admin').post('issues/DEMO-1/comments', { text: 'Hello' });
    expect(body).toEqual({ id: expect.stringMatching(/^4-\d+$/), $type: 'IssueComment' });
  },
});

statement('§10', 'R', 'Only the attributes that are named are answered, and the type always', {
  'of the entity': async () => {
    expect(await issue('?fields=idReadable,summary')).toEqual({
      idReadable: 'DEMO-1',
      summary: 'The first issue',
      $type: 'Issue',
    });
  },
  'of what is nested in it': async () => {
    expect(await issue('?fields=project(shortName,leader(login))')).toEqual({
      project: { shortName: 'DEMO', leader: { login: 'pat', $type: 'User' }, $type: 'Project' },
      $type: 'Issue',
    });
  },
  'a nested entity without names is its id and type': async () => {
    expect(await issue('?fields=reporter')).toEqual({
      reporter: { id: expect.stringMatching(/^1-\d+$/), $type: 'User' },
      $type: 'Issue',
    });
  },
  'the same name twice asks for both': async () => {
    expect(await issue('?fields=project(name),project(shortName)')).toMatchObject({
      project: { name: 'Demo', shortName: 'DEMO' },
    });
  },
  'blanks between names do no harm': async () => {
    expect(await issue(`?fields=${encodeURIComponent(' id , project ( name ) ')}`)).toMatchObject({
      project: { name: 'Demo' },
    });
  },
});

statement('§10', 'I', 'Links may lead in circles', {
  '`fields` that follow them without end are refused': async () => {
    const { as } = await start();
    for (const link of ['subtask of', 'depends on', 'relates to']) {
      for (const [from, to] of [
        ['DEMO-1', 'DEMO-3'],
        ['DEMO-3', 'DEMO-1'],
      ] as const) {
        const command = { query: `${link} ${to}`, issues: [{ idReadable: from }] };
        expect(await as('admin').post('commands', command)).toMatchObject({ status: 200 });
      }
    }
    const around = (times: number): string => (times === 0 ? 'id' : `links(issues(${around(times - 1)}))`);
    expect((await as('admin').get(`issues/DEMO-1?fields=${around(3)}`)).status).toBe(200);
    expect(await as('admin').get(`issues/DEMO-1?fields=${around(30)}`)).toMatchObject({
      status: 400,
      body: { error: 'bad_request' },
    });
  },
});

statement('§10', 'R', 'Unknown names are dropped silently, with 200', {
  'beside known ones': async () => {
    expect(await issue('?fields=summary,nonsense,other(deep)')).toEqual({
      summary: 'The first issue',
      $type: 'Issue',
    });
  },
  'alone they leave the type': async () => {
    const { as } = await start();
    const answer = await as('admin').get('issues/DEMO-1?fields=nonsense');
    expect([answer.status, answer.body]).toEqual([200, { $type: 'Issue' }]);
  },
  'names of JavaScript objects are no attributes': async () => {
    expect(await issue('?fields=constructor,__proto__,toString')).toEqual({ $type: 'Issue' });
  },
});

const BROKEN = ['id,', '(id)', 'id(', 'id(name', 'id)', 'id name', 'id,,name', 'id()', 'a.b'];

statement('§10', 'R', 'Bad syntax in `fields` is a 400 that says so', {
  'in every form': async () => {
    const { as } = await start();
    for (const fields of BROKEN) {
      const answer = await as('admin').get(`issues/DEMO-1?fields=${encodeURIComponent(fields)}`);
      expect([fields, answer.status, answer.body]).toEqual([
        fields,
        400,
        { error: 'bad_request', error_description: 'Query string has invalid syntax' },
      ]);
    }
  },
  'before anything is changed': async () => {
    const { as } = await start();
    const answer = await as('admin').post('issues/DEMO-1?fields=(', { summary: 'Changed' });
    expect(answer.status).toBe(400);
    expect((await as('admin').get('issues/DEMO-1?fields=summary')).body).toMatchObject({
      summary: 'The first issue',
    });
  },
});

statement('§10', 'O', 'An issue can be asked for with some of its custom fields, though that is undeclared', {
  'one field': async () => {
    expect(await issue('?customFields=Priority&fields=customFields(name)')).toMatchObject({
      customFields: [{ name: 'Priority' }],
    });
  },
  'several fields, in a list of issues too': async () => {
    const { as } = await start();
    const { body } = await as('admin').get(
      'issues?query=%23DEMO-1&customFields=State&customFields=Points&fields=customFields(name)',
    );
    expect(body).toMatchObject([{ customFields: [{ name: 'State' }, { name: 'Points' }] }]);
  },
});

statement(
  '§5',
  '?',
  'Which extension properties REST shows, and how, is not known: it is refused, not left out',
  {
    'wherever they are asked for': async () => {
      const { as } = await start();
      const refusal = {
        status: 501,
        body: { error: 'not_implemented', error_description: expect.stringContaining('extensionProperties') },
      };
      const fields = 'fields=id,extensionProperties(queue)';
      for (const path of ['admin/projects/DEMO', 'admin/projects', 'issues/DEMO-1']) {
        expect(await as('admin').get(`${path}?${fields}`)).toMatchObject(refusal);
      }
      expect(await as('admin').get('issues?fields=project(extensionProperties)')).toMatchObject(refusal);
      expect(await as('admin').post(`issues/DEMO-1?${fields}`, { summary: 'Other' })).toMatchObject(refusal);
      expect((await as('admin').get('issues/DEMO-1?fields=summary')).body).toMatchObject({
        summary: 'The first issue',
      });
    },
  },
);
