/** What hangs on an article: comments, the article above it and those below it. */
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
import { bodyOf, change, demand, done, param, show, showList } from '../context.ts';
import { entityNotFound, fieldRequired } from '../errors.ts';
import { articleAt, byId } from '../lookup.ts';
import {
  articleCommentResource,
  articleCommentsOf,
  articleResource,
  childrenOf,
  parentOf,
} from '../resources/article.ts';

const COMMENTS = '/articles/:id/comments';
const CHILDREN = '/articles/:id/childArticles';

const CommentSchema = v.looseObject({
  text: v.optional(v.nullable(v.string())),
  pinned: v.optional(v.boolean()),
});
/** One that is there already, or a new one. */
const ChildSchema = v.looseObject({ ...ArticleWriteSchema.entries, id: v.optional(v.string()) });

export function addArticlePartRoutes(rest: Hono<RestEnv>): void {
  addComments(rest);
  addChildren(rest);

  rest.get('/articles/:id/parentArticle', (c) =>
    show(c, (view) => {
      const parent = parentOf(view, articleAt(view, param(c, 'id')));
      if (parent === null) throw entityNotFound(`${param(c, 'id')}/parentArticle`);
      return articleResource(view, parent);
    }),
  );
}

function addComments(rest: Hono<RestEnv>): void {
  rest.get(COMMENTS, (c) =>
    showList(
      c,
      (view) => articleCommentsOf(view.tx, articleAt(view, param(c, 'id'))),
      articleCommentResource,
    ),
  );

  rest.post(COMMENTS, async (c) => {
    const { text, pinned = false } = await bodyOf(c, CommentSchema, 'ArticleComment');
    const comment = await change(c, (view) => {
      const { tx, user, youTrack } = view;
      const article = articleAt(view, param(c, 'id'));
      demand(view, 'CREATE_ARTICLE_COMMENT', refOf(tx, article, 'project'));
      return tx.create('ArticleComment', {
        article: { ref: article },
        author: { ref: user },
        text: textFrom(text),
        isPinned: pinned,
        created: youTrack.now(),
        updated: null,
      });
    });
    return show(c, (view) => articleCommentResource(view, comment));
  });

  rest.get(`${COMMENTS}/:comment`, (c) =>
    show(c, (view) => articleCommentResource(view, commentAt(c, view))),
  );

  rest.post(`${COMMENTS}/:comment`, async (c) => {
    const { text, pinned } = await bodyOf(c, CommentSchema, 'ArticleComment');
    const comment = await change(c, (view) => {
      const { tx, youTrack } = view;
      const found = commentAt(c, view);
      demandFor(view, 'UPDATE_ARTICLE_COMMENT', found);
      if (text !== undefined) {
        tx.set(found, 'text', textFrom(text));
        tx.set(found, 'updated', youTrack.now());
      }
      if (pinned !== undefined) tx.set(found, 'pinned', pinned);
      return found;
    });
    return show(c, (view) => articleCommentResource(view, comment));
  });

  rest.delete(`${COMMENTS}/:comment`, async (c) => {
    await change(c, (view) => {
      const found = commentAt(c, view);
      demandFor(view, 'DELETE_ARTICLE_COMMENT', found);
      view.tx.remove(found);
    });
    return done(c);
  });
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

function commentAt(c: RestContext, view: View): EntityId {
  const article = articleAt(view, param(c, 'id'));
  const comment = byId(view.tx, 'ArticleComment', param(c, 'comment'));
  if (comment === undefined || refOf(view.tx, comment, 'article') !== article) {
    throw entityNotFound(param(c, 'comment'));
  }
  return comment;
}

/** One's own comment, or the right over those of others. @throws RestError 403. */
function demandFor(view: View, permission: string, comment: EntityId): void {
  const { tx, user } = view;
  if (refOf(tx, comment, 'author') === user) return;
  const article = refOf(tx, comment, 'article');
  demand(view, permission, article === null ? null : refOf(tx, article, 'project'));
}

function textFrom(text: string | null | undefined): string {
  if (text === undefined || text === null || text.trim() === '') throw fieldRequired('text');
  return text;
}
