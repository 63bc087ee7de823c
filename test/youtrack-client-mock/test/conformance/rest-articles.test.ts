/** Articles over REST: the knowledge base, and what hangs on an article. */
import { expect } from 'vitest';
import { packageOf } from '../packed-app.ts';
import { pluck } from '../rest/support/world.ts';
import { onArticle, restWorld } from './article-world.ts';
import { statement } from './statement.ts';

statement('§10', 'D', 'An article is made, read, changed and deleted', {
  'with project, summary and content': async () => {
    const { as, idAt } = await restWorld();
    const project = { id: await idAt('admin/projects/DEMO') };
    const made = await as('dora').post(
      'articles?fields=idReadable,summary,content,reporter(login),project(shortName)',
      { project, summary: 'New', content: '# Text' },
    );
    expect(made.body).toEqual({
      idReadable: 'DEMO-A-2',
      summary: 'New',
      content: '# Text',
      reporter: { login: 'dora', $type: 'User' },
      project: { shortName: 'DEMO', $type: 'Project' },
      $type: 'Article',
    });
    const changed = await as('pat').post('articles/DEMO-A-2?fields=summary,content,updatedBy(login)', {
      summary: 'Newer',
    });
    expect(changed.body).toMatchObject({ summary: 'Newer', content: '# Text', updatedBy: { login: 'pat' } });
    expect((await as('pat').delete('articles/DEMO-A-2')).status).toBe(200);
    expect((await as('pat').get('articles/DEMO-A-2')).status).toBe(404);
  },
  'what is missing is said in the shape of other refusals': async () => {
    const { as, idAt } = await restWorld();
    const project = { id: await idAt('admin/projects/DEMO') };
    expect((await as('dora').post('articles', { summary: 'New' })).body).toMatchObject({
      error: 'Field required',
      error_field: 'project',
    });
    const answer = await as('dora').post('articles', { project });
    expect([answer.status, answer.body]).toMatchObject([400, { error_field: 'summary' }]);
  },
  'a number is given once': async () => {
    const { as, idAt } = await restWorld();
    const written = { project: { id: await idAt('admin/projects/DEMO') }, summary: 'New' };
    await as('pat').post('articles', written);
    await as('pat').delete('articles/DEMO-A-2');
    expect((await as('pat').post('articles?fields=idReadable', written)).body).toMatchObject({
      idReadable: 'DEMO-A-3',
    });
  },
});

statement('§10', 'D', 'Articles are listed, all or those of a project', {
  'as far as the user sees them': async () => {
    const { as } = await restWorld();
    expect(pluck(await as('dora').get('articles?fields=summary'), 'summary')).toEqual(['An article']);
    expect(pluck(await as('admin').get('articles?fields=summary'), 'summary')).toHaveLength(2);
    expect(pluck(await as('admin').get('admin/projects/HIDDEN/articles?fields=summary'), 'summary')).toEqual([
      'Elsewhere',
    ]);
    expect((await as('admin').get('admin/projects/DEMO/articles/HIDDEN-A-1')).status).toBe(404);
    expect((await as('dora').get('articles/HIDDEN-A-1')).status).toBe(404);
  },
});

statement('§10', 'I', 'Who may write articles is said by the role in their project', {
  'a reporter reads and comments, a developer writes, an administrator of the project deletes': async () => {
    const { as, idAt } = await restWorld();
    const project = { id: await idAt('admin/projects/DEMO') };
    const status = async (answer: Promise<{ readonly status: number }>) => (await answer).status;
    const article = 'articles/DEMO-A-1';
    expect(await status(as('rita').get(article))).toBe(200);
    expect(await status(as('rita').post(`${article}/comments`, { text: 'Hello' }))).toBe(200);
    expect(await status(as('rita').post(article, { summary: 'x' }))).toBe(403);
    expect(await status(as('rita').post('articles', { project, summary: 'x' }))).toBe(403);
    expect(await status(as('dora').post(article, { summary: 'x' }))).toBe(200);
    expect(await status(as('dora').delete(article))).toBe(403);
    expect(await status(as('oscar').get(article))).toBe(404);
    expect(await status(as('pat').delete(article))).toBe(200);
  },
  'whoever sees one may star it': async () => {
    const { as } = await restWorld();
    const star = await as('rita').post('articles/DEMO-A-1?fields=hasStar', { hasStar: true });
    expect([star.status, star.body]).toMatchObject([200, { hasStar: true }]);
    expect((await as('dora').get('articles/DEMO-A-1?fields=hasStar')).body).toMatchObject({ hasStar: false });
  },
  'and a restricted one is seen by its author and by those it names': async () => {
    const { as } = await restWorld();
    const written = { visibility: { permittedUsers: [{ login: 'rita' }] } };
    await as('dora').post('articles/DEMO-A-1', written);
    const statuses = ['dora', 'rita', 'pat'].map(
      async (login) => (await as(login).get('articles/DEMO-A-1')).status,
    );
    expect(await Promise.all(statuses)).toEqual([200, 200, 404]);
  },
});

statement('§10', 'D', 'Articles are put below each other', {
  'by the parent, or among the sub-articles of one': async () => {
    const { as, idAt } = await restWorld();
    const dora = as('dora');
    const parentArticle = { id: await idAt('articles/DEMO-A-1') };
    const project = { id: await idAt('admin/projects/DEMO') };
    await dora.post('articles', { project, summary: 'Below', parentArticle });
    await dora.post('articles/DEMO-A-1/childArticles', { summary: 'Made below' });
    const children = await dora.get('articles/DEMO-A-1?fields=hasChildren,childArticles(summary)');
    expect(children.body).toMatchObject({
      hasChildren: true,
      childArticles: [{ summary: 'Below' }, { summary: 'Made below' }],
    });
    const parent = await dora.get('articles/DEMO-A-3/parentArticle?fields=idReadable');
    expect(parent.body).toMatchObject({ idReadable: 'DEMO-A-1' });
    await dora.delete('articles/DEMO-A-1/childArticles/DEMO-A-3');
    expect((await dora.get('articles/DEMO-A-3?fields=parentArticle')).body).toMatchObject({
      parentArticle: null,
    });
  },
  'never below itself': async () => {
    const { as, idAt } = await restWorld();
    await as('dora').post('articles/DEMO-A-1/childArticles', { summary: 'Below' });
    const parentArticle = { id: await idAt('articles/DEMO-A-2') };
    const answer = await as('dora').post('articles/DEMO-A-1', { parentArticle });
    expect([answer.status, answer.body]).toMatchObject([
      400,
      { error_description: 'An article cannot be below itself' },
    ]);
  },
  'and what was below a deleted one has no parent': async () => {
    const { as } = await restWorld();
    await as('dora').post('articles/DEMO-A-1/childArticles', { summary: 'Below' });
    await as('pat').delete('articles/DEMO-A-1');
    expect((await as('dora').get('articles/DEMO-A-2?fields=parentArticle')).body).toMatchObject({
      parentArticle: null,
    });
  },
});

statement('§2', 'D', 'A change of an article over REST is refused by its rules', {
  'with 400 and their message': async () => {
    const { as, server } = await restWorld();
    const { apps } = server.youTrack;
    const app = apps.importFiles(
      packageOf({ 'rule.js': onArticle("workflow.check(ctx.article.summary !== 'Bad', 'Not bad');") }),
    );
    const [project] = server.youTrack.read((tx) => [...tx.find('Project', 'shortName', 'DEMO')]);
    apps.attach(app.name, project ?? '');
    const answer = await as('dora').post('articles/DEMO-A-1', { summary: 'Bad' });
    expect([answer.status, answer.body]).toMatchObject([400, { error_description: 'Not bad' }]);
    expect((await as('dora').get('articles/DEMO-A-1?fields=summary')).body).toMatchObject({
      summary: 'An article',
    });
  },
});
