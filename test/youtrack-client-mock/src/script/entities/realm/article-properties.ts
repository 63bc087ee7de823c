/** The properties of articles. There are no drafts of them, so none is ever found. */
import { Article, BaseArticle } from './article.ts';
import { articleUrl, moveArticleTo, placeArticle, readableArticleId } from './article-tree.ts';
import { pinnedComments } from './comments.ts';
import { editedParts } from './edited-parts.ts';
import { engine } from './engine.ts';
import { classFor, defineEntity } from './entity-class.ts';
import { illegalArgument } from './errors.ts';
import { makeSearchable } from './extension-search.ts';
import { leaveOut } from './not-emulated.ts';
import { computed, nothing, only, parts, plain, reference, references, text } from './property.ts';
import { committed, refsOf } from './stored.ts';

const articleOnly = only('Article', 'parentArticle');
const projectOnly = only('Project', 'project');

defineEntity(BaseArticle, {
  name: 'BaseArticle',
  properties: {
    id: computed(readableArticleId, (id) => readableArticleId(id, committed)),
    url: computed(articleUrl),
    summary: {
      ...text('summary'),
      write(id, value) {
        if (typeof value !== 'string') throw illegalArgument('summary takes a string');
        engine().set(id, 'summary', value);
      },
    },
    content: text('content'),
    author: reference('reporter'),
    originalArticle: computed(() => null),
    isStarred: computed((id) => refsOf(id, 'watchers').includes(engine().currentUser())),
    parentArticle: {
      ...reference('parentArticle'),
      write: (id, value) => placeArticle(id, value === null ? null : articleOnly(value)),
    },
    attachments: parts('ArticleAttachment', 'article'),
    tags: references('tags', only('Tag', 'tags')),
  },
});

leaveOut(Article, 'Article', ['createDraft']);
defineEntity(Article, {
  name: 'Article',
  creatable: true,
  rules: ['onChange', 'action'],
  properties: {
    description: text('content'),
    project: { ...reference('project'), write: (id, value) => moveArticleTo(id, projectOnly(value)) },
    numberInProject: plain('numberInProject'),
    created: plain('created'),
    updated: plain('updated'),
    updatedBy: reference('updatedBy'),
    childArticles: parts('Article', 'parentArticle', placeArticle),
    comments: parts('ArticleComment', 'article'),
    editedComments: computed((id) => editedParts(id, 'ArticleComment', ['text'])),
    pinnedComments: computed(pinnedComments),
    drafts: nothing(),
    permittedGroups: references('permittedGroups', only('UserGroup', 'permittedGroups')),
    permittedUsers: references('permittedUsers', only('User', 'permittedUsers')),
  },
});
classFor('Article', () => Article);
makeSearchable(Article, 'Article', 'Article');
