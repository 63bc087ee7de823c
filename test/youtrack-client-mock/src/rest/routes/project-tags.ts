/** `/admin/projects/{id}/relevantTags`: tags that suit the issues and articles of a project. */
import type { Hono } from 'hono';
import { canSeeArticle, canSeeIssue } from '../../model/access.ts';
import { textOf } from '../../model/props.ts';
import type { EntityId } from '../../model/types.ts';
import type { RestEnv, View } from '../context.ts';
import { param, showList, sought } from '../context.ts';
import { projectAt } from '../lookup.ts';
import { tagResource, tagsOf } from '../resources/issue.ts';

export function addProjectTagRoutes(rest: Hono<RestEnv>): void {
  rest.get('/admin/projects/:id/relevantTags', (c) =>
    showList(
      c,
      (view) => {
        const isSought = sought(c);
        return tagsIn(view, projectAt(view, param(c, 'id'))).filter((tag) =>
          isSought(textOf(view.tx, tag, 'name')),
        );
      },
      tagResource,
    ),
  );
}

/** Each tag once that the user sees, on what they see. */
function tagsIn(view: View, project: EntityId): readonly EntityId[] {
  const { tx, user } = view;
  const documents = [
    ...[...tx.find('Issue', 'project', { ref: project })].filter((issue) => canSeeIssue(tx, user, issue)),
    ...[...tx.find('Article', 'project', { ref: project })].filter((one) => canSeeArticle(tx, user, one)),
  ];
  return [...new Set(documents.flatMap((document) => tagsOf(view, document)))];
}
