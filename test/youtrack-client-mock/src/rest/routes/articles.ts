/** `/articles`: the knowledge base, for reading. */
import type { Hono } from 'hono';
import { refOf, textOf } from '../../model/props.ts';
import type { RestEnv } from '../context.ts';
import { may, param, show, showList } from '../context.ts';
import { articleAt } from '../lookup.ts';
import { articleResource } from '../resources/article.ts';

export function addArticleRoutes(rest: Hono<RestEnv>): void {
  rest.get('/articles', (c) =>
    showList(
      c,
      (view) => {
        // Undeclared, but it works (youtrack-platform §10).
        const query = (c.req.query('query') ?? '').toLowerCase();
        return [...view.tx.all('Article')].filter(
          (article) =>
            may(view, 'READ_ARTICLE', refOf(view.tx, article, 'project')) &&
            textOf(view.tx, article, 'summary').toLowerCase().includes(query),
        );
      },
      articleResource,
    ),
  );

  rest.get('/articles/:id', (c) => show(c, (view) => articleResource(view, articleAt(view, param(c, 'id')))));
}
