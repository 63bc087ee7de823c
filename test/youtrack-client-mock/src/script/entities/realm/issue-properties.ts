/** The properties of issues; custom fields can also be read and written on the issue itself, as `issue.State`. */
import type { EntityId } from '../../../model/types.ts';
import { boardsOf } from './agile.ts';
import { BaseEntity } from './base-entity.ts';
import { pinnedComments } from './comments.ts';
import { editedParts } from './edited-parts.ts';
import { engine } from './engine.ts';
import { classFor, defineEntity, entityOf } from './entity-class.ts';
import { illegalArgument } from './errors.ts';
import { makeSearchable } from './extension-search.ts';
import { customFieldOf } from './field-values.ts';
import { fieldsObject } from './fields.ts';
import { idOf } from './identity.ts';
import { Issue } from './issue.ts';
import { becomesReported, isReported, isResolved, issueUrl, moveIssue, readableId } from './issue-state.ts';
import { links } from './links.ts';
import { isUsingMarkdown } from './markdown.ts';
import { duplicateRoot, mentionedInComments, mentionedInIssues } from './mentions.ts';
import { emptyFor, leaveOut, leftOutProperties } from './not-emulated.ts';
import { computed, nothing, only, parts, plain, reference, references, text } from './property.ts';
import type { Property } from './property-type.ts';
import { RESTRICTION } from './restricted.ts';
import { committed, refsOf } from './stored.ts';

const projectOnly = only('Project', 'project');

const project: Property = {
  ...reference('project'),
  write: (id, value) => moveIssue(id, projectOnly(value)),
};

leaveOut(Issue, 'Issue', ['createSharedDraft']);
leaveOut(Issue.prototype, 'Issue', ['afterMinutes', 'pauseSLA', 'resumeSLA']);
defineEntity(Issue, {
  name: 'Issue',
  creatable: true,
  rules: ['onChange', 'onSchedule', 'action', 'stateMachine', 'sla'],
  dynamicProperty: customFieldOf,
  properties: {
    id: computed(readableId, (id) => readableId(id, committed)),
    draftId: computed((id) => (isReported(id) ? null : id)),
    numberInProject: plain('numberInProject'),
    url: computed(issueUrl),
    summary: {
      ...text('summary'),
      write(id, value) {
        if (typeof value !== 'string') throw illegalArgument('summary takes a string');
        engine().set(id, 'summary', value);
      },
    },
    description: text('description'),
    project,
    reporter: reference('reporter', only('User', 'reporter')),
    created: plain('created'),
    updated: plain('updated'),
    updatedBy: reference('updatedBy'),
    resolved: plain('resolved'),
    isReported: computed(isReported, (id) => !engine().isCreated(id) && isReported(id, committed)),
    isResolved: computed(isResolved, (id) => isResolved(id, committed)),
    becomesReported: computed(becomesReported),
    becomesResolved: computed((id) => isResolved(id) && !isResolved(id, committed)),
    becomesUnresolved: computed((id) => !isResolved(id) && isResolved(id, committed)),
    isStarred: computed(() => false),
    ...RESTRICTION,
    isUsingMarkdown,
    tags: references('tags', only('Tag', 'tags')),
    voters: references('voters'),
    votes: computed(
      (id) => refsOf(id, 'voters').length,
      (id) => refsOf(id, 'voters', committed).length,
    ),
    watchers: references('watchers'),
    comments: parts('IssueComment', 'issue'),
    editedComments: computed((id) => editedParts(id, 'IssueComment', ['text'])),
    pinnedComments: computed(pinnedComments),
    workItems: parts('IssueWorkItem', 'issue'),
    editedWorkItems: computed((id) =>
      editedParts(id, 'IssueWorkItem', ['duration', 'description', 'date', 'author', 'type']),
    ),
    attachments: parts('IssueAttachment', 'issue'),
    pullRequests: nothing(),
    vcsChanges: nothing(),
    boards: computed(boardsOf),
    ganttCharts: nothing(),
    duplicateRoot: computed((id) => entityOf(duplicateRoot(id))),
    mentionedInIssues: computed(mentionedInIssues),
    mentionedInIssueComments: computed(mentionedInComments),
    ccUsers: emptyFor('Issue', 'ccUsers'),
    customerGroups: nothing(),
    channel: computed(() => null),
    unauthenticatedReporter: computed(() => false),
    ...leftOutProperties('Issue', ['pluggedAttributes']),
    links,
    fields: computed(fieldsOfIssue),
  },
});
classFor('Issue', () => Issue);
makeSearchable(Issue, 'Issue', 'Issue');
Object.setPrototypeOf(Issue.prototype, directFieldAccess(Object.create(BaseEntity.prototype)));

const fieldsMade = new WeakMap<object, object>();

function fieldsOfIssue(id: EntityId): object {
  const issue = entityOf(id);
  const fields = (issue && fieldsMade.get(issue)) ?? fieldsObject(id);
  if (issue) fieldsMade.set(issue, fields);
  return fields;
}

/** What stands behind the prototype of issues: names that nothing else has are names of custom fields. */
function directFieldAccess(beyond: object): object {
  const find = (name: string | symbol, receiver: unknown): Property | undefined => {
    const issue = idOf(receiver);
    return typeof name === 'string' && issue !== undefined ? customFieldOf(issue, name) : undefined;
  };
  return new Proxy(beyond, {
    get(target, name, receiver) {
      if (Reflect.has(target, name)) return Reflect.get(target, name, receiver);
      return find(name, receiver)?.now(idOf(receiver) ?? '');
    },
    set(target, name, value, receiver) {
      const issue = idOf(receiver);
      const write = Reflect.has(target, name) ? undefined : find(name, receiver)?.write;
      if (!write || issue === undefined) return Reflect.set(target, name, value, receiver);
      write(issue, value);
      return true;
    },
  });
}
