/** `#Value` and `-Value`: a value without its attribute, looked for wherever it is in use. */
import type { Predicate, SearchContext } from './context.ts';
import { findIssue, findProjects, findUsers, ISSUE_ID, refersTo, sameText } from './context.ts';
import { QuerySyntaxError } from './errors.ts';
import { bundleElements, resolution } from './fields.ts';

export interface SingleValue {
  /** Values of the same attributes are alternatives when both are asked for. */
  readonly key: string;
  readonly matches: Predicate;
}

/** Throws QuerySyntaxError for a value that is in use nowhere. */
export function singleValue(context: SearchContext, value: string): SingleValue {
  if (/^(un)?resolved$/i.test(value)) {
    return { key: 'resolution', matches: resolution(context, value.toLowerCase() === 'resolved') };
  }
  if (ISSUE_ID.test(value)) {
    const wanted = findIssue(context, value);
    if (wanted !== undefined) return { key: 'issue id', matches: (issue) => issue === wanted };
  }
  const found = new Map<string, Predicate>();
  const { tx } = context;
  const projects = findProjects(context, value);
  if (projects.length > 0) found.set('project', refersTo(context, 'project', new Set(projects)));
  const tags = [...tx.all('Tag')].filter((id) => sameText(tx.get(id, 'name'), value));
  if (tags.length > 0) found.set('tag', refersTo(context, 'tags', new Set(tags)));
  const users = findUsers(context, value);
  if (users.size > 0) found.set('reporter', refersTo(context, 'reporter', users));
  for (const [name, field] of context.fields) {
    const elements = bundleElements(context, field).filter((id) => sameText(tx.get(id, 'name'), value));
    if (elements.length > 0) found.set(name, refersTo(context, field.prop, new Set(elements)));
    if (users.size > 0 && field.type.startsWith('user[')) {
      found.set(name, refersTo(context, field.prop, users));
    }
  }
  if (found.size === 0) throw new QuerySyntaxError([`The value "${value}" isn't used for any field.`]);
  const conditions = [...found.values()];
  return {
    key: [...found.keys()].join(','),
    matches: (issue) => conditions.some((condition) => condition(issue)),
  };
}
