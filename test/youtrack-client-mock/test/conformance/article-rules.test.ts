/** Rules on articles: what makes them run, in which transaction, and what becomes of a throw. */
import { expect } from 'vitest';
import { ChangeRejected } from '../../src/engine/types.ts';
import { articleWorld, onArticle } from './article-world.ts';
import { handler, onChange, told, warned } from './probe.ts';
import { statement } from './statement.ts';

const ALWAYS = '';

statement('§2', 'D', 'On-change rules run on articles as they do on issues', {
  'guards are asked again until none holds': () => {
    const w = articleWorld({
      'a.js': onArticle("console.log('a');", 'guard: (ctx) => ctx.article.content === "from b",'),
      'b.js': onArticle("console.log('b'); ctx.article.content = 'from b';"),
    });
    w.write({ summary: 'Second' });
    expect(told(w)).toEqual(['b', 'a']);
  },
  'a rule does not fire again in the transaction in which it ran': () => {
    const w = articleWorld({ 'a.js': onArticle("ctx.article.content += 'x';", ALWAYS) });
    w.write({ summary: 'Second' });
    expect(w.get(w.article, 'content')).toBe('Read mex');
  },
  'a throw refuses the change with its message, and nothing of it is kept': () => {
    const w = articleWorld({
      'a.js': onArticle("ctx.article.addComment('c'); ctx.article.addTag('t');"),
      'b.js': onArticle("workflow.check(ctx.article.summary !== 'Bad', 'Not bad');"),
    });
    expect(() => w.write({ summary: 'Bad' })).toThrow(new ChangeRejected('Not bad'));
    const left = w.youTrack.read((tx) => [...tx.all('ArticleComment'), ...tx.all('Tag')]);
    expect([w.get(w.article, 'summary'), left]).toEqual(['First', []]);
  },
  'each sort of rule on its own sort of entity': () => {
    const w = articleWorld({
      'a.js': onArticle("console.log('article', ctx.article.id, ctx.issue);", ALWAYS),
      'b.js': onChange("console.log('issue', ctx.issue.id, ctx.article);", ALWAYS),
    });
    w.write({ summary: 'Second' });
    w.edit({ summary: 'Second' });
    expect(told(w)).toEqual(['article DEMO-A-1 undefined', 'issue DEMO-1 undefined']);
  },
  'where their app is attached, and after a move by the target project': () => {
    const w = articleWorld({ 'a.js': onArticle('console.log(ctx.article.id);', ALWAYS) });
    w.write({ project: { ref: w.other }, numberInProject: 1 });
    w.write({ summary: 'Elsewhere' });
    expect(told(w)).toEqual([]);
    w.write({ project: { ref: w.demo }, numberInProject: 9 });
    expect(told(w)).toEqual(['DEMO-A-9']);
  },
  'not while their requirements are unmet': () => {
    const w = articleWorld({
      'a.js': onArticle(
        "console.log('ran');",
        'requirements: { P: { type: entities.EnumField.fieldType } },',
      ),
    });
    w.write({ summary: 'Second' });
    expect([told(w), warned(w)]).toEqual([[], [expect.stringMatching(/^It requires setup/)]]);
  },
});

statement('§2', 'D', 'Comments and files make the rules of their article run', {
  'when they come, are edited and go': () => {
    const w = articleWorld({
      'a.js': onArticle(
        'const { comments: c, attachments: f } = ctx.article; console.log(c.added.size, ctx.article.editedComments.size, c.removed.size, f.added.size);',
        ALWAYS,
      ),
    });
    const { youTrack, developer, article } = w;
    const by = { article: { ref: article }, author: { ref: developer } };
    const comment = youTrack.write(developer, (tx) => tx.create('ArticleComment', { ...by, text: 'a' }));
    youTrack.write(developer, (tx) => tx.set(comment, 'text', 'b'));
    youTrack.write(developer, (tx) => tx.remove(comment));
    youTrack.write(developer, (tx) => tx.create('ArticleAttachment', { ...by, name: 'a.txt' }));
    expect(told(w)).toEqual(['1 0 0 0', '0 1 0 0', '0 0 1 0', '0 0 0 1']);
  },
});

statement('§2', 'D', '`runOn` says whether a rule on articles runs on changes, on removals, or on both', {
  'on changes when it is not said': () => {
    const w = articleWorld({ 'a.js': onArticle("console.log('ran');", ALWAYS) });
    w.youTrack.write(w.admin, (tx) => tx.remove(w.article));
    expect(told(w)).toEqual([]);
  },
  'on removals, with the article as it was': () => {
    const w = articleWorld({
      'a.js': onArticle(
        'console.log(ctx.article.id, ctx.article.becomesRemoved); ctx.article.content = "gone";',
        'runOn: { change: false, removal: true },',
      ),
    });
    w.write({ summary: 'Second' });
    w.youTrack.write(w.admin, (tx) => tx.remove(w.article));
    expect(told(w)).toEqual(['DEMO-A-1 true']);
    expect(w.youTrack.read((tx) => tx.exists(w.article))).toBe(false);
  },
  'a throw keeps the article': () => {
    const w = articleWorld({
      'a.js': onArticle("throw new Error('Keep it');", 'runOn: { removal: true },'),
    });
    expect(() => w.youTrack.write(w.admin, (tx) => tx.remove(w.article))).toThrow('Keep it');
    expect(w.youTrack.read((tx) => tx.exists(w.article))).toBe(true);
  },
});

statement('§2', 'I', 'An edit of an article says when it was and by whom', {
  'but extension properties leave that alone': async () => {
    const extensions = {
      entityTypeExtensions: [{ entityType: 'Article', properties: { note: { type: 'string' } } }],
    };
    const w = articleWorld({
      'entity-extensions.json': extensions,
      'handler.js': handler(
        "method: 'POST', path: 'x', scope: 'ARTICLE', handle: (ctx) => { ctx.article.extensionProperties.note = 'n'; }",
      ),
    });
    const stamps = () => [w.get(w.article, 'updated'), w.get(w.article, 'updatedBy')];
    const before = stamps();
    await w.youTrack.advance(1_000);
    const ask = { path: 'x', scope: 'ARTICLE', entity: w.article, user: w.developer } as const;
    expect(await w.call({ ...ask, method: 'POST' })).toMatchObject({ code: 200 });
    expect(stamps()).toEqual(before);
    w.write({ summary: 'Second' });
    expect(stamps()).toEqual([w.youTrack.now(), { ref: w.developer }]);
  },
});

statement('§3', 'D', 'An async function gets the article on which its rule ran', {
  'with its project, after the commit': async () => {
    const w = articleWorld({
      'a.js': onArticle(
        "ctx.store('was', ctx.article.oldValue('summary')); ctx.invokeAsync('later');",
        `guard: (ctx) => ctx.article.isChanged('summary'),
         asyncFunctions: { later: (ctx) => { console.log(ctx.article.summary, ctx.load('was'), ctx.project.key); ctx.article.content = 'later'; } },`,
      ),
    });
    w.write({ summary: 'Second' });
    await w.youTrack.settle();
    expect(told(w)).toEqual(['Second First DEMO']);
    expect(w.get(w.article, 'content')).toBe('later');
  },
});

statement('§2', 'D', 'Actions are called on articles, their comments and their files', {
  'each finds what it was called on in `ctx`': () => {
    const action = (target: string, body: string) =>
      onChange(body, `title: '${target}',`).replace('Issue.onChange', `${target}.action`);
    const w = articleWorld({
      'a.js': action('Article', "ctx.article.content = 'by an action';"),
      'b.js': action('ArticleComment', 'console.log(ctx.articleComment.text, ctx.article.id);'),
      'c.js': action('ArticleAttachment', 'console.log(ctx.articleAttachment.name, ctx.project.key);'),
    });
    const { youTrack, developer, article } = w;
    const [comment, file] = youTrack.administer(developer, (tx) => [
      tx.create('ArticleComment', { article: { ref: article }, text: 'Hello' }),
      tx.create('ArticleAttachment', { article: { ref: article }, name: 'a.txt' }),
    ]);
    expect(youTrack.automation.actions(developer, article).map(({ title }) => title)).toEqual(['Article']);
    for (const [script, entity] of [
      ['a', article],
      ['b', comment ?? ''],
      ['c', file ?? ''],
    ] as const) {
      youTrack.write(developer, (tx) =>
        youTrack.automation.call(tx, developer, { app: 'demo-app', script, entity }),
      );
    }
    expect([w.get(article, 'content'), told(w)]).toEqual(['by an action', ['Hello DEMO-A-1', 'a.txt DEMO']]);
  },
});

statement('§7', 'D', 'A handler of the scope ARTICLE has the article, and one of POST writes it', {
  'with the rules that follow': async () => {
    const end = (method: string) =>
      `method: '${method}', path: 'x', scope: 'article', handle: (ctx) => { ctx.article.summary = 'Written'; }`;
    const w = articleWorld({
      'handler.js': handler(end('POST'), end('GET')),
      'rule.js': onArticle("ctx.article.content = 'by a rule';"),
    });
    const ask = { path: 'x', scope: 'ARTICLE', entity: w.article, user: w.developer } as const;
    expect(await w.call({ ...ask, method: 'GET' })).toMatchObject({ code: 500 });
    expect(await w.call({ ...ask, method: 'POST' })).toMatchObject({ code: 200 });
    expect([w.get(w.article, 'summary'), w.get(w.article, 'content')]).toEqual(['Written', 'by a rule']);
  },
  'and is not found by who cannot see the article': async () => {
    const w = articleWorld({
      'handler.js': handler("method: 'GET', path: 'x', scope: 'article', handle: () => console.log('ran')"),
    });
    w.youTrack.administer(w.admin, (tx) => tx.set(w.article, 'permittedUsers', [{ ref: w.admin }]));
    const ask = { path: 'x', scope: 'ARTICLE', entity: w.article } as const;
    expect(await w.call({ ...ask, user: w.developer })).toBeUndefined();
    expect(told(w)).toEqual([]);
    expect(await w.call({ ...ask, user: w.admin })).toMatchObject({ code: 200 });
  },
});
