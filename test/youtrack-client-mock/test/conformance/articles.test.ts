/** Articles, as scripts find, make, change and place them. */
import { expect } from 'vitest';
import { articleWorld, onArticle, thrownOnArticle, valueOnArticle } from './article-world.ts';
import { told } from './probe.ts';
import { statement } from './statement.ts';

statement('§2', 'D', 'A script makes an article of an author, a project and a summary', {
  'by three values or by one object': () => {
    const source = `[new entities.Article(ctx.currentUser, ctx.project, 'New'),
      new entities.Article({ author: ctx.currentUser, project: ctx.project, summary: 'Newer' })]
      .map((a) => [a.id, a.summary, a.author.login, a.project.key, a.numberInProject, a.isNew, a.content])`;
    expect(valueOnArticle(source)).toEqual([
      ['DEMO-A-2', 'New', 'developer', 'DEMO', 2, true, null],
      ['DEMO-A-3', 'Newer', 'developer', 'DEMO', 3, true, null],
    ]);
  },
  'not without a summary': () => {
    expect(thrownOnArticle('new entities.Article(ctx.currentUser, ctx.project)')).toContain(
      'needs a summary',
    );
  },
  'a draft is not emulated, so there is none': () => {
    expect(thrownOnArticle('entities.Article.createDraft(ctx.project)')).toBe(
      'Error: Article.createDraft is not emulated',
    );
    expect(valueOnArticle('[ctx.article.drafts.size, ctx.article.originalArticle]')).toEqual([0, null]);
  },
});

statement('§2', 'D', 'Articles are found by their visible id and in their project', {
  'keys are exact': () => {
    const find = (id: string) => `entities.Article.findById('${id}')`;
    expect(
      valueOnArticle(`[${find('DEMO-A-1')} === ctx.article, ${find('demo-A-1')}, ${find('DEMO-1')}]`),
    ).toEqual([true, null, null]);
    expect(valueOnArticle('ctx.project.articles.map((a) => a.id)')).toEqual(['DEMO-A-1']);
  },
});

statement('§2', 'D', 'An article tells what it is, and `description` is its content', {
  'and its address': () => {
    const source = `(() => { const a = ctx.article; a.description = 'New text';
      return [a.id, a.url, a.content, a.author.login, a.updatedBy.login, a.created === a.updated, a.isStarred]; })()`;
    expect(valueOnArticle(source)).toEqual([
      'DEMO-A-1',
      'http://127.0.0.1:1/youtrack/articles/DEMO-A-1',
      'New text',
      'admin',
      'admin',
      true,
      false,
    ]);
  },
});

statement('§2', 'D', 'Changes of an article are detected as those of an issue', {
  'what it was, is and becomes': () => {
    const source = `(() => { const a = ctx.article; return [a.isChanged('summary'), a.oldValue('summary'),
      a.was('summary', 'First'), a.is('summary', 'Second'), a.becomes('summary', 'Second'),
      a.isChanged('content'), a.oldValue('content')]; })()`;
    expect(valueOnArticle(source)).toEqual([true, 'First', true, true, true, false, null]);
  },
  'an unknown name throws': () => {
    expect(thrownOnArticle("ctx.article.isChanged('State')")).toContain(
      "no property or custom field 'State'",
    );
  },
});

statement('§2', 'D', 'Articles form a tree', {
  'from either end': () => {
    const source = `(() => { const make = (s) => new entities.Article(ctx.currentUser, ctx.project, s);
      const [b, c] = [make('B'), make('C')]; b.parentArticle = ctx.article; ctx.article.childArticles.add(c);
      const both = [ctx.article.childArticles.map((a) => a.summary), c.parentArticle === ctx.article, ctx.article.childArticles.added.size];
      ctx.article.childArticles.delete(b); c.parentArticle = null;
      return [...both, b.parentArticle, ctx.article.childArticles.size]; })()`;
    expect(valueOnArticle(source)).toEqual([['B', 'C'], true, 2, null, 0]);
  },
  'a child that goes elsewhere is among those removed': () => {
    const w = articleWorld({
      'rule.js': onArticle(
        'const c = ctx.article.childArticles.first(); c.parentArticle = null; console.log(ctx.article.childArticles.removed.first() === c, c.oldValue("parentArticle") === ctx.article);',
      ),
    });
    w.youTrack.administer(w.admin, (tx) =>
      tx.create('Article', {
        project: { ref: w.demo },
        numberInProject: 2,
        summary: 'Child',
        parentArticle: { ref: w.article },
      }),
    );
    w.write({ summary: 'Second' });
    expect(told(w)).toEqual(['true true']);
  },
});

statement('§2', 'I', 'A tree of articles has no circles and belongs to one project', {
  'an article cannot be below itself': () => {
    const below = `const b = new entities.Article(ctx.currentUser, ctx.project, 'B'); b.parentArticle = ctx.article;`;
    expect(thrownOnArticle(`${below} ctx.article.parentArticle = b`)).toContain('cannot be below itself');
  },
  'nor below one of another project': () => {
    const other = "new entities.Article(ctx.currentUser, entities.Project.findByKey('OTHER'), 'B')";
    expect(thrownOnArticle(`ctx.article.parentArticle = ${other}`)).toContain('the same project');
  },
  'one that moves gets a new number and takes along what is below it': () => {
    const source = `(() => { const b = new entities.Article(ctx.currentUser, ctx.project, 'B'); b.parentArticle = ctx.article;
      ctx.article.project = entities.Project.findByKey('OTHER');
      return [ctx.article.id, b.id, b.parentArticle === ctx.article, ctx.article.oldValue('id')]; })()`;
    expect(valueOnArticle(source)).toEqual(['OTHER-A-1', 'OTHER-A-2', true, 'DEMO-A-1']);
  },
});

statement('§2', 'D', 'Articles have tags, comments and files', {
  'a tag by its name': () => {
    const source = `(() => { const a = ctx.article; const tag = a.addTag('review');
      const on = [tag.name, tag.owner.login, a.hasTag('review'), a.tags.added.size, tag.canBeUsedForArticle(a, ctx.currentUser)];
      return [...on, a.removeTag('review') === tag, a.removeTag('review'), a.hasTag('review')]; })()`;
    expect(valueOnArticle(source)).toEqual(['review', 'developer', true, 1, true, true, null, false]);
  },
  'a comment, which can be pinned': () => {
    const source = `(() => { const a = ctx.article; const c = a.addComment('Hello'); a.addComment({ text: 'Bye' }); c.isPinned = true;
      return [c.text, c.author.login, c.article === a, a.comments.added.size, a.pinnedComments.map((p) => p.text), a.editedComments.size]; })()`;
    expect(valueOnArticle(source)).toEqual(['Hello', 'developer', true, 2, ['Hello'], 0]);
  },
  'a file, as bytes or as a data URI': () => {
    const source = `(() => { const a = ctx.article; const f = a.addAttachment(new Uint8Array([104, 105]), 'a.txt', null, 'text/plain');
      a.addAttachment({ content: 'data:text/plain;base64,aGkh', name: 'b.txt' });
      return [f.name, f.size, f.extension, f.author.login, a.attachments.isChanged, a.attachments.map((one) => one.name)]; })()`;
    expect(valueOnArticle(source)).toEqual(['a.txt', 2, 'txt', 'developer', true, ['a.txt', 'b.txt']]);
  },
});

statement('§2', 'D', 'Users watch articles by a star', {
  'and stop watching them': () => {
    const source = `(() => { const [a, u] = [ctx.article, ctx.currentUser]; u.watchArticle(a); const on = a.isStarred;
      u.unwatchArticle(a); return [on, a.isStarred]; })()`;
    expect(valueOnArticle(source)).toEqual([true, false]);
  },
});

statement('§2', 'D', 'An article is restricted to groups and users', {
  'a tag can be used for it by who sees it': () => {
    const source = `(() => { const tag = ctx.article.addTag('t'); ctx.article.permittedUsers.add(entities.User.findByLogin('admin'));
      return [ctx.article.permittedUsers.map((u) => u.login), ctx.article.permittedGroups.size, tag.canBeUsedForArticle(ctx.article, ctx.currentUser)]; })()`;
    expect(valueOnArticle(source)).toEqual([['admin'], 0, false]);
  },
});

statement('§5', 'D', 'Articles, their comments and their files have extension properties', {
  'and are found by them': () => {
    const extensions = {
      entityTypeExtensions: ['Article', 'ArticleComment', 'ArticleAttachment'].map((entityType) => ({
        entityType,
        properties: { note: { type: 'string' } },
      })),
    };
    const source = `(() => { const c = ctx.article.addComment('x'); const f = ctx.article.addAttachment('data:text/plain;base64,aGkh', 'a');
      for (const one of [ctx.article, c, f]) one.extensionProperties.note = 'n';
      return ['Article', 'ArticleComment', 'ArticleAttachment'].map((t) => entities[t].findByExtensionProperties({ note: 'n' }).size); })()`;
    expect(valueOnArticle(source, { 'entity-extensions.json': extensions })).toEqual([1, 1, 1]);
  },
});
