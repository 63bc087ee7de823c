/** An issue or an article, and what hangs on one of them, whichever it is, as REST shows it. */
import type { EntityId } from '../../model/types.ts';
import type { View } from '../context.ts';
import type { Resource } from '../render.ts';
import { articleCommentResource, articleFileResource, articleResource } from './article.ts';
import { issueCommentResource, issueFileResource, issueResource } from './issue.ts';

export function documentResource(view: View, id: EntityId): Resource {
  return view.tx.typeOf(id) === 'Article' ? articleResource(view, id) : issueResource(view, id);
}

export function commentResource(view: View, id: EntityId): Resource {
  return view.tx.typeOf(id) === 'ArticleComment'
    ? articleCommentResource(view, id)
    : issueCommentResource(view, id);
}

export function fileResource(view: View, id: EntityId): Resource {
  return view.tx.typeOf(id) === 'ArticleAttachment'
    ? articleFileResource(view, id)
    : issueFileResource(view, id);
}
