/** What happens to articles over REST: their activities, and moves to another project. */
import { expect } from 'vitest';
import { idOf, pluck } from '../rest/support/world.ts';
import { onArticle, restWorld } from './article-world.ts';
import { statement } from './statement.ts';

const FIELDS =
  'fields=category(id),author(login),target(id),added(text,name,shortName),removed(text,name,shortName)';

statement('§10', 'S', 'Activities of an article are of categories of their own', {
  'its summary, content, tags and visibility': async () => {
    const { as, idAt } = await restWorld();
    const id = await idAt('articles/DEMO-A-1');
    await as('dora').post('articles/DEMO-A-1', { summary: 'Second', content: 'Other' });
    await as('dora').post('articles/DEMO-A-1/tags', { name: 'private' });
    await as('dora').post('articles/DEMO-A-1', { visibility: { permittedUsers: [{ login: 'rita' }] } });
    for (const [category, $type, added] of [
      ['ArticleSummaryCategory', 'SimpleValueActivityItem', 'Second'],
      ['ArticleDescriptionCategory', 'TextMarkupActivityItem', 'Other'],
      ['ArticleTagsCategory', 'TagsActivityItem', [{ name: 'private' }]],
      ['ArticleVisibilityCategory', 'VisibilityUserActivityItem', [{ name: 'Rita Reporter' }]],
    ] as const) {
      const { body } = await as('dora').get(`articles/DEMO-A-1/activities?categories=${category}&${FIELDS}`);
      expect([category, body]).toMatchObject([
        category,
        [{ $type, category: { id: category }, author: { login: 'dora' }, target: { id }, added }],
      ]);
    }
    const others = 'articles/DEMO-A-1/activities?categories=SummaryCategory,DescriptionCategory,TagsCategory';
    expect((await as('dora').get(others)).body).toEqual([]);
  },
  'that it was made, and what is added to it and taken away': async () => {
    const { as, idAt } = await restWorld();
    const project = { id: await idAt('admin/projects/DEMO') };
    await as('dora').post('articles', { project, summary: 'New' });
    const feed = async (category: string) =>
      (await as('pat').get(`articles/DEMO-A-2/activities?categories=${category}&${FIELDS}`)).body;
    expect(await feed('ArticleCreatedCategory')).toMatchObject([{ $type: 'ArticleCreatedActivityItem' }]);
    const comment = idOf(await as('dora').post('articles/DEMO-A-2/comments', { text: 'Here' }));
    expect(await feed('ArticleCommentsCategory')).toMatchObject([
      { $type: 'CommentActivityItem', added: [{ text: 'Here' }], removed: [] },
    ]);
    await as('dora').delete(`articles/DEMO-A-2/comments/${comment}`);
    expect(await feed('ArticleCommentsCategory')).toMatchObject([{}, { added: [], removed: [{}] }]);
    const file = { name: 'a.txt', base64Content: 'data:text/plain;base64,YQ==' };
    await as('dora').post('articles/DEMO-A-2/attachments', file);
    expect(await feed('ArticleAttachmentsCategory')).toMatchObject([{ added: [{ name: 'a.txt' }] }]);
  },
  'who may not see a comment does not see that it was written': async () => {
    const { as } = await restWorld();
    const visibility = { permittedUsers: [{ login: 'rita' }] };
    await as('dora').post('articles/DEMO-A-1/comments', { text: 'For you', visibility });
    const feed = 'articles/DEMO-A-1/activities?categories=ArticleCommentsCategory';
    expect((await as('pat').get(feed)).body).toEqual([]);
    expect((await as('rita').get(feed)).body).toHaveLength(1);
  },
  'they come in pages, and one by one': async () => {
    const { as } = await restWorld();
    for (const summary of ['Second', 'Third']) await as('dora').post('articles/DEMO-A-1', { summary });
    const page = await as('dora').get(
      'articles/DEMO-A-1/activitiesPage?categories=ArticleSummaryCategory&reverse=true&$top=1&fields=hasAfter,activities(id,added)',
    );
    expect(page.body).toMatchObject({
      $type: 'ActivityCursorPage',
      hasAfter: true,
      activities: [{ added: 'Third' }],
    });
    const [{ id }] = Object(page.body).activities;
    expect((await as('dora').get(`articles/DEMO-A-1/activities/${id}?fields=added`)).body).toMatchObject({
      added: 'Third',
    });
    expect((await as('dora').get(`issues/DEMO-1/activities/${id}`)).status).toBe(404);
    expect((await as('oscar').get(`articles/DEMO-A-1/activities/${id}`)).status).toBe(404);
  },
});

statement('§10', 'I', 'An article moves to another project over REST', {
  'with a new number, without a parent, and with those below it': async () => {
    const { as, idAt } = await restWorld();
    const other = { id: await idAt('admin/projects/OTHER') };
    const below = (id: string, summary: string) =>
      as('dora').post(`articles/${id}/childArticles`, { summary });
    await below('DEMO-A-1', 'Below');
    await below('DEMO-A-2', 'Deeper');
    const moved = await as('admin').post(
      'articles/DEMO-A-2?fields=idReadable,project(shortName),parentArticle,childArticles(idReadable)',
      { project: other },
    );
    expect(moved.body).toMatchObject({
      idReadable: 'OTHER-A-1',
      project: { shortName: 'OTHER' },
      parentArticle: null,
      childArticles: [{ idReadable: 'OTHER-A-2' }],
    });
    expect((await as('admin').get('articles/DEMO-A-2')).status).toBe(404);
  },
  'below an article of that project at once': async () => {
    const { as, idAt } = await restWorld();
    const project = { id: await idAt('admin/projects/OTHER') };
    const parentArticle = { id: idOf(await as('admin').post('articles', { project, summary: 'There' })) };
    const moved = await as('admin').post('articles/DEMO-A-1?fields=idReadable,parentArticle(summary)', {
      project,
      parentArticle,
    });
    expect(moved.body).toMatchObject({ idReadable: 'OTHER-A-2', parentArticle: { summary: 'There' } });
  },
  'by who may make articles there': async () => {
    const { as, idAt, server } = await restWorld();
    const project = { id: await idAt('admin/projects/OTHER') };
    const pat = await idAt('users/pat');
    expect((await as('pat').post('articles/DEMO-A-1', { project })).status).toBe(404);
    server.youTrack.administer(pat, (tx) =>
      tx.create('RoleGrant', {
        role: 'Observer',
        user: { ref: pat },
        group: null,
        project: { ref: project.id },
      }),
    );
    expect((await as('pat').post('articles/DEMO-A-1', { project })).status).toBe(403);
    expect((await as('dora').post('articles/DEMO-A-1', { project })).status).toBe(200);
    expect((await as('pat').get('articles/OTHER-A-1')).status).toBe(200);
  },
  'and stays as it is in the project where it is': async () => {
    const { as, idAt } = await restWorld();
    const project = { id: await idAt('admin/projects/DEMO') };
    await as('dora').post('articles/DEMO-A-1/childArticles', { summary: 'Below' });
    const changed = await as('dora').post('articles/DEMO-A-2?fields=idReadable,parentArticle(idReadable)', {
      project,
    });
    expect(changed.body).toMatchObject({
      idReadable: 'DEMO-A-2',
      parentArticle: { idReadable: 'DEMO-A-1' },
    });
  },
  'which is an activity, and what rules see': async () => {
    const { as, idAt, server } = await restWorld({
      'rule.js': onArticle(
        'console.log(ctx.article.id, ctx.article.oldValue("project").key);',
        "guard: (ctx) => ctx.article.isChanged('project'),",
      ),
    });
    await as('admin').post('articles/DEMO-A-1', { project: { id: await idAt('admin/projects/OTHER') } });
    const feed = `articles/OTHER-A-1/activities?categories=ArticleProjectCategory&${FIELDS}`;
    expect((await as('admin').get(feed)).body).toMatchObject([
      { $type: 'ProjectActivityItem', added: [{ shortName: 'OTHER' }], removed: [{ shortName: 'DEMO' }] },
    ]);
    const lines = server.youTrack.logs().filter(({ level }) => level === 'info');
    expect(pluck({ status: 200, body: lines, headers: new Headers() }, 'text')).toEqual(['OTHER-A-1 DEMO']);
  },
});
