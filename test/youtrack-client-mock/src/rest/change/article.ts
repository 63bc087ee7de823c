/** Creating, changing, placing and deleting articles: everything of one request in one transaction. */
import * as v from 'valibot';
import { canSeeArticle } from '../../model/access.ts';
import { moveArticle, placementProblem } from '../../model/article-tree.ts';
import { forgetActivities, removeDocument } from '../../model/documents.ts';
import { joinOrLeave, refOf } from '../../model/props.ts';
import type { EntityId } from '../../model/types.ts';
import type { View } from '../context.ts';
import { demand, may } from '../context.ts';
import { badRequest, fieldRequired, forbidden } from '../errors.ts';
import { mentionedById, mentionedProject } from '../lookup.ts';
import { changeSurroundings, newDocument, summaryFrom } from './issue.ts';
import { drawArticleNumber } from './issue-number.ts';
import { MentionSchema, VisibilitySchema } from './visibility.ts';

export const ArticleWriteSchema = v.looseObject({
  project: v.optional(v.looseObject({ id: v.string() })),
  summary: v.optional(v.nullable(v.string())),
  content: v.optional(v.nullable(v.string())),
  parentArticle: v.optional(v.nullable(v.looseObject({ id: v.string() }))),
  tags: v.optional(v.array(MentionSchema)),
  visibility: VisibilitySchema,
  /** Of the one who asks. */
  hasStar: v.optional(v.boolean()),
});
export type ArticleWrite = v.InferOutput<typeof ArticleWriteSchema>;

/** @throws RestError 400 without project or summary, 403 without CREATE_ARTICLE. */
export function createArticle(view: View, written: ArticleWrite): EntityId {
  const { tx } = view;
  if (!written.project) throw fieldRequired('project');
  const project = mentionedProject(view, written.project.id);
  demand(view, 'CREATE_ARTICLE', project);
  const article = tx.create('Article', {
    numberInProject: drawArticleNumber(tx, project),
    ...newDocument(view, project, written.summary),
    content: written.content ?? null,
    parentArticle: null,
  });
  changeStar(view, article, written);
  changePlace(view, article, written);
  changeSurroundings(view, article, written);
  return article;
}

/** In another project it has another number. @throws RestError 400 or 403; nothing of the request is kept then. */
export function updateArticle(view: View, article: EntityId, written: ArticleWrite): void {
  const { tx } = view;
  // Whoever sees an article may star it.
  const isStarOnly = Object.keys(written).every((name) => name === 'hasStar' || name === '$type');
  if (!isStarOnly) demandArticleUpdate(view, article);
  if (written.project) move(view, article, mentionedProject(view, written.project.id));
  if (written.summary !== undefined) tx.set(article, 'summary', summaryFrom(written.summary));
  if (written.content !== undefined) tx.set(article, 'content', written.content);
  changeStar(view, article, written);
  changePlace(view, article, written);
  changeSurroundings(view, article, written);
}

/** With its comments and files; what was below it has no parent then. @throws RestError 403 without DELETE_ARTICLE. */
export function deleteArticle(view: View, article: EntityId): void {
  const { tx } = view;
  demand(view, 'DELETE_ARTICLE', refOf(tx, article, 'project'));
  for (const child of [...tx.find('Article', 'parentArticle', { ref: article })]) {
    tx.set(child, 'parentArticle', null);
  }
  forgetActivities(tx, article);
  removeDocument(tx, article);
}

/** UPDATE_ARTICLE in the project, or being the author. @throws RestError 403. */
export function demandArticleUpdate(view: View, article: EntityId): void {
  const { tx, user } = view;
  const project = refOf(tx, article, 'project');
  const own = refOf(tx, article, 'reporter') === user && may(view, 'CREATE_ARTICLE', project);
  if (!own && !may(view, 'UPDATE_ARTICLE', project)) {
    throw forbidden('You do not have the permission UPDATE_ARTICLE that this needs');
  }
}

/** @param parent null: the article has none then. @throws RestError 400 where no tree would be left. */
export function placeArticle({ tx }: View, article: EntityId, parent: EntityId | null): void {
  const problem = parent === null ? null : placementProblem(tx, article, parent);
  if (problem !== null) throw badRequest(problem);
  tx.set(article, 'parentArticle', parent === null ? null : { ref: parent });
}

/** @throws RestError 403 without CREATE_ARTICLE in the new project. */
function move(view: View, article: EntityId, target: EntityId): void {
  const { tx } = view;
  if (refOf(tx, article, 'project') === target) return;
  demand(view, 'CREATE_ARTICLE', target);
  moveArticle(tx, article, target, () => drawArticleNumber(tx, target));
}

/** An article named in a body. @throws RestError 400 or 404. */
export function mentionedArticle({ tx, user }: View, id: string): EntityId {
  return mentionedById(tx, 'Article', id, (found) => canSeeArticle(tx, user, found));
}

function changeStar({ tx, user }: View, article: EntityId, { hasStar }: ArticleWrite): void {
  if (hasStar === undefined) return;
  joinOrLeave(tx, article, 'watchers', user, hasStar);
}

function changePlace(view: View, article: EntityId, { parentArticle }: ArticleWrite): void {
  if (parentArticle === undefined) return;
  placeArticle(view, article, parentArticle === null ? null : mentionedArticle(view, parentArticle.id));
}
