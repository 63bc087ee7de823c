/** Conditions on what every issue has, by the attribute names and aliases of JetBrains' query reference. */

import { canSeePart } from '../model/access.ts';
import { linkProp, otherSide } from '../model/link-types.ts';
import type { EntityId } from '../model/types.ts';
import type { FilterValue } from './ast.ts';
import type { Predicate, SearchContext } from './context.ts';
import { demandUsers, findIssue, findProjects, isEmpty, refersTo, refs, sameText, text } from './context.ts';
import { unusedValue } from './errors.ts';
import { dateCondition, fieldCondition, resolution } from './fields.ts';
import { textMatcher } from './text.ts';

type Condition = (context: SearchContext, value: FilterValue, attribute: string) => Predicate;

const ALIASES: Readonly<Record<string, string>> = {
  in: 'project',
  by: 'reporter',
  'created by': 'reporter',
  updater: 'updated by',
  'tagged as': 'tag',
  resolved: 'resolved date',
};

const CONDITIONS: Readonly<Record<string, Condition>> = {
  'issue id': issueId,
  project,
  summary: (context, value) => content(context, 'summary', value),
  description: (context, value) => content(context, 'description', value),
  created: moment,
  updated: moment,
  'resolved date': moment,
  reporter: (context, value) => userOf(context, 'reporter', 'reporter', value),
  'updated by': (context, value) => userOf(context, 'updatedBy', 'updated by', value),
  voter: (context, value) => userOf(context, 'voters', 'voter', value),
  for: assignee,
  commenter: (context, value) => ofParts(context, 'IssueComment', 'commenter', value),
  'work author': (context, value) => ofParts(context, 'IssueWorkItem', 'work author', value),
  comments: commentText,
  tag,
  has,
  links: (context, value) => linkedBy(context, [...context.links.values()], value, 'links'),
  'visible to': visibleTo,
};

/** Attributes that are a moment, and the properties that hold them. */
export const MOMENTS: Readonly<Record<string, string>> = {
  created: 'created',
  updated: 'updated',
  'resolved date': 'resolved',
};

/** What `has:` knows besides custom fields. */
const PRESENCE: Readonly<Record<string, (context: SearchContext) => Predicate>> = {
  description: (context) => present(context, 'description'),
  tags: (context) => present(context, 'tags'),
  tag: (context) => present(context, 'tags'),
  votes: (context) => present(context, 'voters'),
  attachments: (context) => owns(context, 'IssueAttachment'),
  comments: (context) => owns(context, 'IssueComment'),
  work: (context) => owns(context, 'IssueWorkItem'),
  resolved: (context) => resolution(context, true),
  links: (context) => {
    const sides = [...context.links.values()].map((prop) => present(context, prop));
    return (issue) => sides.some((side) => side(issue));
  },
};

export function isBuiltIn(name: string): boolean {
  return canonical(name) in CONDITIONS;
}

/** One name for all aliases of an attribute. */
export function canonical(name: string): string {
  return ALIASES[name] ?? name;
}

/** Throws QuerySyntaxError for a value the attribute cannot have. Ignores `value.negative`. */
export function attributeCondition(
  context: SearchContext,
  attribute: string,
  value: FilterValue,
): Predicate | undefined {
  const name = canonical(attribute);
  const link = context.links.get(name);
  if (link !== undefined) return linkedBy(context, [link], value, name);
  return CONDITIONS[name]?.(context, value, name);
}

function single(value: FilterValue, field: string): string {
  if (value.kind === 'value') return value.text;
  throw unusedValue(`${value.from ?? '*'} .. ${value.to ?? '*'}`, [field]);
}

function moment(context: SearchContext, value: FilterValue, attribute: string): Predicate {
  return dateCondition(context, MOMENTS[attribute] ?? attribute, value, attribute, context.calendar);
}

/** One id out of reach spoils the query; JetBrains does not tell, and this is the harder way for an app. */
function issueId(context: SearchContext, value: FilterValue): Predicate {
  const id = single(value, 'issue id');
  const wanted = findIssue(context, id);
  if (wanted === undefined) throw unusedValue(id, ['issue id']);
  return (issue) => issue === wanted;
}

/** Issues linked to the one that is named, by any of these sides. */
function linkedBy(
  context: SearchContext,
  props: readonly string[],
  value: FilterValue,
  attribute: string,
): Predicate {
  const id = single(value, attribute);
  const wanted = findIssue(context, id);
  if (wanted === undefined) throw unusedValue(id, [attribute]);
  const linked = props.flatMap((prop) => refs(context.tx.get(wanted, opposite(context, prop))));
  const found = new Set(linked);
  return (issue) => found.has(issue);
}

/** Both ends keep a link, so the issues that are linked to one are read from that one. */
function opposite({ tx }: SearchContext, prop: string): string {
  const [, type = '', side = ''] = prop.split(':');
  const own = side === 'inward' ? 'inward' : 'outward';
  return linkProp(type, otherSide(own, tx.get(type, 'directed') === true));
}

function project(context: SearchContext, value: FilterValue): Predicate {
  const name = single(value, 'project');
  const projects = findProjects(context, name);
  if (projects.length === 0) throw unusedValue(name, ['project']);
  return refersTo(context, 'project', new Set(projects));
}

function content({ tx }: SearchContext, prop: string, value: FilterValue): Predicate {
  const matches = textMatcher(single(value, prop), true);
  return (issue) => matches(text(tx.get(issue, prop)));
}

function userOf(context: SearchContext, prop: string, field: string, value: FilterValue): Predicate {
  return refersTo(context, prop, demandUsers(context, single(value, field), field));
}

/** Issues with a comment or work item by one of these users. */
function ofParts(
  context: SearchContext,
  type: 'IssueComment' | 'IssueWorkItem',
  field: string,
  value: FilterValue,
): Predicate {
  const { tx } = context;
  const users = demandUsers(context, single(value, field), field);
  const issues = new Set<EntityId>();
  for (const user of users) {
    for (const part of tx.find(type, 'author', { ref: user })) {
      for (const issue of refs(tx.get(part, 'issue'))) issues.add(issue);
    }
  }
  return (issue) => issues.has(issue);
}

function commentText({ tx, user }: SearchContext, value: FilterValue): Predicate {
  const matches = textMatcher(single(value, 'comments'), true);
  return (issue) => {
    for (const comment of tx.find('IssueComment', 'issue', { ref: issue })) {
      if (matches(text(tx.get(comment, 'text'))) && canSeePart(tx, user, comment)) return true;
    }
    return false;
  };
}

/** The `Assignee` field where there is one, else every field that holds users. */
function assignee(context: SearchContext, value: FilterValue): Predicate {
  const named = context.fields.get('assignee');
  if (named) return fieldCondition(context, named, value);
  const users = demandUsers(context, single(value, 'for'), 'for');
  const conditions = [...context.fields.values()]
    .filter(({ type }) => type.startsWith('user['))
    .map(({ prop }) => refersTo(context, prop, users));
  return (issue) => conditions.some((condition) => condition(issue));
}

function tag(context: SearchContext, value: FilterValue): Predicate {
  const name = single(value, 'tag');
  const { tx } = context;
  const tags = new Set([...tx.all('Tag')].filter((id) => sameText(tx.get(id, 'name'), name)));
  if (tags.size === 0) throw unusedValue(name, ['tag']);
  return refersTo(context, 'tags', tags);
}

function has(context: SearchContext, value: FilterValue): Predicate {
  const name = single(value, 'has').toLowerCase();
  const prop = context.fields.get(name)?.prop ?? context.links.get(name);
  if (prop !== undefined) return present(context, prop);
  const presence = PRESENCE[name]?.(context);
  if (!presence) throw unusedValue(single(value, 'has'), ['has']);
  return presence;
}

function present({ tx }: SearchContext, prop: string): Predicate {
  return (issue) => !isEmpty(tx.get(issue, prop));
}

function owns({ tx }: SearchContext, type: 'IssueAttachment' | 'IssueComment' | 'IssueWorkItem'): Predicate {
  return (issue) => {
    for (const _owned of tx.find(type, 'issue', { ref: issue })) return true;
    return false;
  };
}

/** Issues restricted to a group or user of that name, or, for `All Users`, not restricted at all. */
function visibleTo(context: SearchContext, value: FilterValue): Predicate {
  const { tx } = context;
  const name = single(value, 'visible to');
  const groups = new Set([...tx.all('UserGroup')].filter((id) => sameText(tx.get(id, 'name'), name)));
  const everybody = [...groups].some((group) => tx.get(group, 'allUsers') === true);
  const users = groups.size > 0 ? new Set<string>() : demandUsers(context, name, 'visible to');
  return (issue) => {
    const permitted = [...refs(tx.get(issue, 'permittedGroups')), ...refs(tx.get(issue, 'permittedUsers'))];
    if (permitted.length === 0) return everybody;
    return permitted.some((id) => groups.has(id) || users.has(id));
  };
}
