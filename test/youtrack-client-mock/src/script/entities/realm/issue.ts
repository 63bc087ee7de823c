/** Issues: the methods, and the makers of rules on them. */
import { BaseEntity } from './base-entity.ts';
import { engine } from './engine.ts';
import { entityOf } from './entity-class.ts';
import { illegalArgument } from './errors.ts';
import type { Entity } from './identity.ts';
import { identify, ownId } from './identity.ts';
import { copyIssue, createIssue, setDefaultFieldValues } from './issue-creation.ts';
import { createAttachment, createComment } from './issue-parts.ts';
import { issueByReadableId } from './issue-state.ts';
import { fileParameters, namedParameters } from './named-parameters.ts';
import { only } from './property.ts';
import { refOf } from './stored.ts';
import { addTag, addTagNamed, removeTag, removeTagNamed, tagOn } from './tags.ts';
import { createWorkItem } from './work-items.ts';

const project = only('Project', 'The project');
const user = only('User', 'The user');
const tag = only('Tag', 'The tag');

export class Issue extends BaseEntity {
  /** @param reporter the reporter, or an object with `reporter`, `project` and `summary`. */
  constructor(reporter?: unknown, inProject?: unknown, summary?: unknown) {
    super();
    engine().fault('Issue.new');
    const given = namedParameters(reporter) ?? { reporter, project: inProject, summary };
    if (typeof given.summary !== 'string') throw illegalArgument('An issue needs a summary');
    identify(
      this,
      createIssue({
        reporter: user(given.reporter),
        project: project(given.project),
        summary: given.summary,
        isReported: true,
      }),
    );
  }

  static createDraft(inProject: unknown, reporter?: unknown): Entity | null {
    return createDraft(inProject, reporter);
  }

  static findById(id: unknown): Entity | null {
    return entityOf(issueByReadableId(String(id)));
  }

  /** @param text the text, or an object with `text` and perhaps `author`. */
  addComment(text: unknown, author?: unknown): Entity | null {
    const given = namedParameters(text) ?? { text, author };
    return createComment(ownId(this), given.text, userOrCurrent(given.author));
  }

  /** @param content binary, a data URI, or an object with all the parameters by name. */
  addAttachment(content: unknown, name?: unknown, charset?: unknown, mimeType?: unknown): Entity | null {
    return createAttachment(ownId(this), fileParameters(content, name, charset, mimeType));
  }

  /** @param description the description, or an object with all the parameters by name. */
  addWorkItem(
    description: unknown,
    date?: unknown,
    author?: unknown,
    duration?: unknown,
    type?: unknown,
  ): Entity | null {
    const given = namedParameters(description) ?? { description, date, author, duration, type };
    return createWorkItem(ownId(this), {
      description: given.description,
      date: given.date,
      author: userOrCurrent(given.author),
      duration: given.duration,
      type: given.type,
    });
  }

  /** The first tag of that name that the current user sees; a new private one where there is none. */
  addTag(name: unknown): Entity | null {
    return entityOf(addTagNamed(ownId(this), String(name)));
  }

  /** Null when the issue has no such tag. */
  removeTag(name: unknown): Entity | null {
    return entityOf(removeTagNamed(ownId(this), String(name)));
  }

  hasTag(name: unknown, ignoreVisibilitySettings?: unknown): boolean {
    return tagOn(ownId(this), String(name), ignoreVisibilitySettings === true) !== null;
  }

  tag(added: unknown): void {
    addTag(ownId(this), tag(added));
  }

  untag(removed: unknown): void {
    removeTag(ownId(this), tag(removed));
  }

  clearAttachments(): void {
    for (const id of [...engine().find('IssueAttachment', 'issue', { ref: ownId(this) })])
      engine().remove(id);
  }

  applyCommand(command: unknown, runAs?: unknown): void {
    engine().applyCommand(ownId(this), String(command), userOrCurrent(runAs));
  }

  isVisibleTo(reader: unknown): boolean {
    return engine().canSeeIssue(user(reader), ownId(this));
  }

  renderMarkup(markdown: unknown): string {
    return engine().renderMarkup(String(markdown ?? ''));
  }

  setDefaultFieldValues(): void {
    setDefaultFieldValues(ownId(this));
  }

  /** Without a project: into the same one. */
  copy(into?: unknown): Entity | null {
    const target = into === undefined || into === null ? refOf(ownId(this), 'project') : project(into);
    if (target === null) throw illegalArgument('The project of this issue is gone');
    return entityOf(copyIssue(ownId(this), target));
  }
}

export function createDraft(inProject: unknown, reporter?: unknown): Entity | null {
  const draft = {
    reporter: userOrCurrent(reporter),
    project: project(inProject),
    summary: '',
    isReported: false,
  };
  return entityOf(createIssue(draft));
}

export function userOrCurrent(given: unknown): string {
  return given === undefined || given === null ? engine().currentUser() : user(given);
}
