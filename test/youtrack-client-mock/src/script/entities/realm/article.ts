/** Articles of the knowledge base: the methods, and the making of one. */
import type { EntityId } from '../../../model/types.ts';
import { createArticleAttachment, createArticleComment } from './article-parts.ts';
import { articleByReadableId } from './article-tree.ts';
import { BaseEntity } from './base-entity.ts';
import { engine } from './engine.ts';
import { entityOf } from './entity-class.ts';
import { illegalArgument } from './errors.ts';
import type { Entity } from './identity.ts';
import { identify, ownId } from './identity.ts';
import { userOrCurrent } from './issue.ts';
import { fileParameters, namedParameters } from './named-parameters.ts';
import { only } from './property.ts';
import { addTagNamed, removeTagNamed, tagOn } from './tags.ts';

const project = only('Project', 'The project');
const user = only('User', 'The author');

export class BaseArticle extends BaseEntity {
  /** @param content binary, a data URI, or an object with all the parameters by name. */
  addAttachment(content: unknown, name?: unknown, charset?: unknown, mimeType?: unknown): Entity | null {
    return createArticleAttachment(ownId(this), fileParameters(content, name, charset, mimeType));
  }

  addTag(name: unknown): Entity | null {
    return entityOf(addTagNamed(ownId(this), String(name)));
  }

  /** Null when the article has no such tag. */
  removeTag(name: unknown): Entity | null {
    return entityOf(removeTagNamed(ownId(this), String(name)));
  }

  hasTag(name: unknown): boolean {
    return tagOn(ownId(this), String(name), false) !== null;
  }
}

export class Article extends BaseArticle {
  /** @param author the author, or an object with `author`, `project` and `summary`. */
  constructor(author?: unknown, inProject?: unknown, summary?: unknown) {
    super();
    engine().fault('Article.new');
    const given = namedParameters(author) ?? { author, project: inProject, summary };
    if (typeof given.summary !== 'string') throw illegalArgument('An article needs a summary');
    identify(this, createArticle(user(given.author), project(given.project), given.summary));
  }

  static findById(id: unknown): Entity | null {
    return entityOf(articleByReadableId(String(id)));
  }

  /** @param text the text, or an object with `text` and perhaps `author`. */
  addComment(text: unknown, author?: unknown): Entity | null {
    const given = namedParameters(text) ?? { text, author };
    return createArticleComment(ownId(this), given.text, userOrCurrent(given.author));
  }
}

function createArticle(author: EntityId, inProject: EntityId, summary: string): EntityId {
  const now = engine().now();
  return engine().create('Article', {
    project: { ref: inProject },
    numberInProject: engine().drawArticleNumber(inProject),
    summary,
    content: null,
    reporter: { ref: author },
    created: now,
    updated: now,
    updatedBy: { ref: engine().currentUser() },
    parentArticle: null,
    permittedGroups: [],
    permittedUsers: [],
    tags: [],
  });
}
