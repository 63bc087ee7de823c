/** `/articles`: the knowledge base; and `/admin/projects/{id}/articles`, that of one project. */
import type { Hono } from 'hono';
import { canSeeArticle } from '../../model/access.ts';
import { refOf, textOf } from '../../model/props.ts';
import type { EntityId } from '../../model/types.ts';
import { ArticleWriteSchema, createArticle, deleteArticle, updateArticle } from '../change/article.ts';
import type { RestContext, RestEnv, View } from '../context.ts';
import { bodyOf, change, done, param, show, showList, sought } from '../context.ts';
import { entityNotFound } from '../errors.ts';
import { articleAt, projectAt } from '../lookup.ts';
import { articleResource } from '../resources/article.ts';
import { addArticleTreeRoutes } from './article-tree.ts';

const PATH = '/articles/:id';
const IN_PROJECT = '/admin/projects/:id/articles';

export function addArticleRoutes(rest: Hono<RestEnv>): void {
  rest.get('/articles', (c) => showList(c, (view) => articles(c, view), articleResource));

  rest.post('/articles', async (c) => {
    const written = await bodyOf(c, ArticleWriteSchema, 'Article');
    const article = await change(c, (view) => createArticle(view, written));
    return show(c, (view) => articleResource(view, article));
  });

  rest.get(PATH, (c) => show(c, (view) => articleResource(view, articleAt(view, param(c, 'id')))));

  rest.post(PATH, async (c) => {
    const written = await bodyOf(c, ArticleWriteSchema, 'Article');
    const article = await change(c, (view) => {
      const found = articleAt(view, param(c, 'id'));
      updateArticle(view, found, written);
      return found;
    });
    return show(c, (view) => articleResource(view, article));
  });

  rest.delete(PATH, async (c) => {
    await change(c, (view) => deleteArticle(view, articleAt(view, param(c, 'id'))));
    return done(c);
  });

  rest.get(IN_PROJECT, (c) =>
    showList(
      c,
      (view) => {
        const project = projectAt(view, param(c, 'id'));
        return articles(c, view).filter((article) => refOf(view.tx, article, 'project') === project);
      },
      articleResource,
    ),
  );
  rest.get(`${IN_PROJECT}/:article`, (c) =>
    show(c, (view) => {
      const article = articleAt(view, param(c, 'article'));
      if (refOf(view.tx, article, 'project') !== projectAt(view, param(c, 'id'))) {
        throw entityNotFound(param(c, 'article'));
      }
      return articleResource(view, article);
    }),
  );

  addArticleTreeRoutes(rest);
}

/** That the user may see; `query` is undeclared, but it works (youtrack-platform §10). */
function articles(c: RestContext, { tx, user }: View): readonly EntityId[] {
  const isSought = sought(c);
  return [...tx.all('Article')].filter(
    (article) => canSeeArticle(tx, user, article) && isSought(textOf(tx, article, 'summary')),
  );
}
