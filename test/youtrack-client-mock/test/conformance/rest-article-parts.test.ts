/** What hangs on an article over REST: comments, tags and files. */
import { expect } from 'vitest';
import { idOf, pluck } from '../rest/support/world.ts';
import { restWorld } from './article-world.ts';
import { statement } from './statement.ts';

const COMMENTS = 'articles/DEMO-A-1/comments';
const FILES = 'articles/DEMO-A-1/attachments';
const FOR_RITA = { $type: 'LimitedVisibility', permittedUsers: [{ login: 'rita' }] };

function file(name: string): FormData {
  const form = new FormData();
  form.set('files[0]', new Blob(['Hello'], { type: 'text/plain' }), name);
  return form;
}

statement('§10', 'D', 'A comment is written, changed and deleted below its article', {
  'by its author, or by an administrator of the project': async () => {
    const { as } = await restWorld();
    const comments = 'articles/DEMO-A-1/comments';
    const id = idOf(await as('rita').post(comments, { text: 'First' }));
    expect((await as('dora').post(`${comments}/${id}`, { text: 'Not mine' })).status).toBe(403);
    const changed = await as('rita').post(`${comments}/${id}?fields=text,author(login),article(idReadable)`, {
      text: 'Second',
    });
    expect(changed.body).toMatchObject({
      text: 'Second',
      author: { login: 'rita' },
      article: { idReadable: 'DEMO-A-1' },
    });
    expect(pluck(await as('dora').get(`${comments}?fields=text`), 'text')).toEqual(['Second']);
    expect((await as('pat').delete(`${comments}/${id}`)).status).toBe(200);
    expect((await as('rita').get(`${comments}/${id}`)).status).toBe(404);
  },
});

statement('§10', 'D', 'Articles have tags and files', {
  'a tag is put on and taken off': async () => {
    const { as } = await restWorld();
    const tags = 'articles/DEMO-A-1/tags';
    const id = idOf(await as('dora').post(tags, { name: 'private' }));
    expect(pluck(await as('dora').get(`${tags}?fields=name`), 'name')).toEqual(['private']);
    expect(pluck(await as('pat').get(tags), 'id')).toEqual([]);
    expect((await as('dora').delete(`${tags}/${id}`)).status).toBe(200);
    expect(pluck(await as('dora').get(tags), 'id')).toEqual([]);
  },
  'a file is uploaded, read at a signed address, renamed and removed': async () => {
    const { as, server } = await restWorld();
    const files = 'articles/DEMO-A-1/attachments';
    const form = new FormData();
    form.set('files[0]', new Blob(['Hello'], { type: 'text/plain' }), 'a.txt');
    expect((await as('rita').upload(files, form)).status).toBe(403);
    const { body } = await as('dora').upload(`${files}?fields=id,name,url`, form);
    const [file] = Object(body);
    expect(await (await fetch(new URL(file.url, server.url))).text()).toBe('Hello');
    expect((await as('dora').post(`${files}/${file.id}?fields=name`, { name: 'b.txt' })).body).toMatchObject({
      name: 'b.txt',
    });
    expect((await as('dora').delete(`${files}/${file.id}`)).status).toBe(200);
    expect(pluck(await as('dora').get(files), 'id')).toEqual([]);
  },
});

statement('§10', 'D', 'A comment of an article may be restricted, as one of an issue', {
  'it is seen by its author and by those it names, also below the article': async () => {
    const { as } = await restWorld();
    const made = await as('dora').post(`${COMMENTS}?fields=id,visibility(permittedUsers(login))`, {
      text: 'For you',
      visibility: FOR_RITA,
    });
    expect(made.body).toMatchObject({
      visibility: { $type: 'LimitedVisibility', permittedUsers: [{ login: 'rita' }] },
    });
    const id = idOf(made);
    for (const [login, status] of [
      ['dora', 200],
      ['rita', 200],
      ['pat', 404],
    ] as const) {
      expect([login, (await as(login).get(`${COMMENTS}/${id}`)).status]).toEqual([login, status]);
      const { body } = await as(login).get('articles/DEMO-A-1?fields=comments(text)');
      expect(body).toMatchObject({ comments: status === 200 ? [{ text: 'For you' }] : [] });
    }
  },
  'and again be seen by everybody': async () => {
    const { as } = await restWorld();
    const id = idOf(await as('dora').post(COMMENTS, { text: 'For you', visibility: FOR_RITA }));
    const changed = await as('dora').post(`${COMMENTS}/${id}?fields=text,visibility`, { visibility: null });
    expect(changed.body).toMatchObject({ text: 'For you', visibility: { $type: 'UnlimitedVisibility' } });
    expect((await as('pat').get(`${COMMENTS}/${id}`)).status).toBe(200);
  },
  'a page shows it to nobody else': async () => {
    const { as, server } = await restWorld();
    await as('dora').post(COMMENTS, { text: 'Only for you', visibility: FOR_RITA });
    const page = async (login: string) => {
      const form = new URLSearchParams({ login });
      const signedIn = await fetch(`${server.url}/login`, { method: 'POST', body: form, redirect: 'manual' });
      const cookie = signedIn.headers.get('set-cookie') ?? '';
      return (await fetch(`${server.url}/articles/DEMO-A-1`, { headers: { cookie } })).text();
    };
    expect(await page('rita')).toContain('Only for you');
    expect(await page('pat')).not.toContain('Only for you');
  },
});

statement('§10', 'D', 'A comment of an article is pinned when it is written, or later', {
  'and is among the pinned ones of the article': async () => {
    const { as } = await restWorld();
    const id = idOf(await as('dora').post(COMMENTS, { text: 'First', pinned: true }));
    const pinned = async () => (await as('dora').get('articles/DEMO-A-1?fields=pinnedComments(text)')).body;
    expect(await pinned()).toMatchObject({ pinnedComments: [{ text: 'First' }] });
    await as('dora').post(`${COMMENTS}/${id}`, { pinned: false });
    expect(await pinned()).toMatchObject({ pinnedComments: [] });
  },
});

statement('§10', 'D', 'A comment of an article holds files, as one of an issue', {
  'files of the article that it names': async () => {
    const { as } = await restWorld();
    const [id] = pluck(await as('dora').upload(FILES, file('a.txt')), 'id');
    const made = await as('dora').post(`${COMMENTS}?fields=id,attachments(name,$type)`, {
      text: 'See',
      attachments: [{ id }],
    });
    expect(made.body).toMatchObject({ attachments: [{ name: 'a.txt', $type: 'ArticleAttachment' }] });
    expect((await as('dora').get(`${FILES}?fields=name,comment(text)`)).body).toMatchObject([
      { name: 'a.txt', comment: { text: 'See', $type: 'ArticleComment' } },
    ]);
  },
  'who may not see the comment does not see its files': async () => {
    const { as } = await restWorld();
    const comment = idOf(await as('dora').post(COMMENTS, { text: 'See', visibility: FOR_RITA }));
    const [id] = pluck(await as('dora').upload(`${COMMENTS}/${comment}/attachments`, file('a.txt')), 'id');
    expect((await as('pat').get(FILES)).body).toEqual([]);
    expect((await as('pat').get(`${FILES}/${id}`)).status).toBe(404);
    expect((await as('rita').get(`${FILES}/${id}`)).status).toBe(200);
  },
});

statement('§10', 'S', 'A file is put on a comment, and taken away, below the comment', {
  'of an article and of an issue, by its author': async () => {
    const { as } = await restWorld();
    for (const document of ['articles/DEMO-A-1', 'issues/DEMO-1']) {
      const comment = idOf(await as('rita').post(`${document}/comments`, { text: 'See' }));
      const files = `${document}/comments/${comment}/attachments`;
      const [id] = pluck(await as('rita').upload(files, file('a.txt')), 'id');
      expect(pluck(await as('dora').get(`${files}?fields=name`), 'name')).toEqual(['a.txt']);
      const { body } = await as('rita').get(`${document}/attachments/${id}?fields=comment(text)`);
      expect([document, body]).toMatchObject([document, { comment: { text: 'See' } }]);
      expect((await as('dora').upload(files, file('b.txt'))).status).toBe(403);
      expect((await as('rita').delete(`${files}/${id}`)).status).toBe(200);
      expect((await as('rita').get(files)).body).toEqual([]);
    }
  },
});

statement('§2', 'D', 'Scripts see the files of a comment of an article', {
  'in its set of attachments': async () => {
    const handler = `exports.httpHandler = { endpoints: [
      { method: 'GET', path: 'files', scope: 'ARTICLE',
        handle: (ctx) => ctx.response.json(ctx.article.comments.first().attachments.map((one) => one.name)) },
    ] };`;
    const { as } = await restWorld({ 'files.js': handler });
    const comment = idOf(await as('dora').post(COMMENTS, { text: 'See' }));
    await as('dora').upload(`${COMMENTS}/${comment}/attachments`, file('a.txt'));
    const path = 'articles/DEMO-A-1/extensionEndpoints/demo-app/files/files';
    expect((await as('dora').get(path)).body).toEqual(['a.txt']);
  },
});
