/** Where an article is: the one above it and those below it. */
import type { Hono } from 'hono';
import * as v from 'valibot';
import { refOf } from '../../model/props.ts';
import type { EntityId } from '../../model/types.ts';
import {
  ArticleWriteSchema,
  createArticle,
  demandArticleUpdate,
  mentionedArticle,
  placeArticle,
  updateArticle,
} from '../change/article.ts';
import type { RestContext, RestEnv, View } from '../context.ts';
import { bodyOf, change, done, param, show, showList } from '../context.ts';
import { entityNotFound } from '../errors.ts';
import { articleAt } from '../lookup.ts';
import { articleResource, childrenOf, parentOf } from '../resources/article.ts';

const CHILDREN = '/articles/:id/childArticles';

/** One that is there already, or a new one. */
const ChildSchema = v.looseObject({ ...ArticleWriteSchema.entries, id: v.optional(v.string()) });

export function addArticleTreeRoutes(rest: Hono<RestEnv>): void {
  addChildren(rest);

  rest.get('/articles/:id/parentArticle', (c) =>
    show(c, (view) => {
      const parent = parentOf(view, articleAt(view, param(c, 'id')));
      if (parent === null) throw entityNotFound(`${param(c, 'id')}/parentArticle`);
      return articleResource(view, parent);
    }),
  );
}

/** To take one away from below an article leaves it without a parent. */
function addChildren(rest: Hono<RestEnv>): void {
  rest.get(CHILDREN, (c) =>
    showList(c, (view) => childrenOf(view, articleAt(view, param(c, 'id'))), articleResource),
  );

  rest.post(CHILDREN, async (c) => {
    const { id, ...written } = await bodyOf(c, ChildSchema, 'Article');
    const child = await change(c, (view) => {
      const parent = articleAt(view, param(c, 'id'));
      if (id === undefined) {
        const project = refOf(view.tx, parent, 'project') ?? '';
        return createArticle(view, { project: { id: project }, ...written, parentArticle: { id: parent } });
      }
      const found = mentionedArticle(view, id);
      demandArticleUpdate(view, found);
      placeArticle(view, found, parent);
      return found;
    });
    return show(c, (view) => articleResource(view, child));
  });

  rest.get(`${CHILDREN}/:child`, (c) => show(c, (view) => articleResource(view, childAt(c, view))));

  rest.post(`${CHILDREN}/:child`, async (c) => {
    const written = await bodyOf(c, ArticleWriteSchema, 'Article');
    const child = await change(c, (view) => {
      const found = childAt(c, view);
      updateArticle(view, found, written);
      return found;
    });
    return show(c, (view) => articleResource(view, child));
  });

  rest.delete(`${CHILDREN}/:child`, async (c) => {
    await change(c, (view) => {
      const found = childAt(c, view);
      demandArticleUpdate(view, found);
      placeArticle(view, found, null);
    });
    return done(c);
  });
}

function childAt(c: RestContext, view: View): EntityId {
  const parent = articleAt(view, param(c, 'id'));
  const child = articleAt(view, param(c, 'child'));
  if (refOf(view.tx, child, 'parentArticle') !== parent) throw entityNotFound(param(c, 'child'));
  return child;
}
