/** Articles of the knowledge base, for reading: what a handler of the scope ARTICLE stands on. */
import type { EntityId } from '../../../model/types.ts';
import { BaseEntity } from './base-entity.ts';
import { classFor, defineEntity } from './entity-class.ts';
import { leaveOut } from './not-emulated.ts';
import { computed, plain, reference } from './property.ts';
import { current, refOf, textOf } from './stored.ts';

export class Article extends BaseEntity {}

leaveOut(Article, 'Article', ['findByExtensionProperties', 'findById', 'createDraft']);
defineEntity(Article, {
  name: 'Article',
  // A rule on articles can be written and imported; it never runs.
  rules: ['onChange', 'action'],
  properties: {
    id: computed(readableId),
    summary: plain('summary'),
    content: plain('content'),
    project: reference('project'),
    author: reference('reporter'),
    created: plain('created'),
    updated: plain('updated'),
  },
});
classFor('Article', () => Article);

/** `DEMO-A-1`. */
function readableId(article: EntityId): string {
  const project = refOf(article, 'project');
  const key = project === null ? '' : textOf(project, 'shortName');
  return `${key}-A-${String(current(article, 'numberInProject') ?? '')}`;
}
