/** Issue ids, projects and moments a query names are taken from indexes, so the number of other issues does not matter. */
import type { EntityId } from '../model/types.ts';
import type { FilterValue, Item, Node } from './ast.ts';
import { canonical, MOMENTS } from './attributes.ts';
import type { SearchContext } from './context.ts';
import { findIssue, findProjects, ISSUE_ID } from './context.ts';
import { spanOf } from './fields.ts';

interface Named {
  /** About how many issues; the fewer the better. */
  readonly size: number;
  readonly issues: () => Iterable<EntityId>;
}

/** A superset of what the query finds, or undefined when only a walk over all issues will do. */
export function candidates(context: SearchContext, node: Node): Iterable<EntityId> | undefined {
  return named(context, node)?.issues();
}

function named(context: SearchContext, node: Node): Named | undefined {
  if (node.kind === 'term') return namedInTerm(context, node.items);
  const operands = node.operands.map((operand) => named(context, operand));
  if (node.kind === 'and') return best(operands);
  const all = operands.filter((operand) => operand !== undefined);
  return all.length === operands.length ? union(all) : undefined;
}

/** Repeated attributes are alternatives, so all of them count together. */
function namedInTerm(context: SearchContext, items: readonly Item[]): Named | undefined {
  const ids: EntityId[] = [];
  const projects: EntityId[] = [];
  const alternativeProjects: EntityId[] = [];
  let hasIds = false;
  const groups: (Named | undefined)[] = [];
  const moments = new Map<string, Named[]>();
  for (const item of items) {
    if (item.kind === 'group') groups.push(named(context, item.node));
    if (item.kind === 'single' && !item.negative && ISSUE_ID.test(item.text)) {
      const issue = findIssue(context, item.text);
      if (issue !== undefined) ids.push(issue);
      hasIds ||= issue !== undefined;
    }
    if (item.kind === 'single' && !item.negative) {
      alternativeProjects.push(...findProjects(context, item.text));
    }
    if (item.kind !== 'filter') continue;
    const attribute = context.fields.has(item.attribute) ? '' : canonical(item.attribute);
    for (const value of item.values) {
      if (value.negative) continue;
      if (attribute in MOMENTS) {
        moments.set(attribute, [...(moments.get(attribute) ?? []), within(context, attribute, value)]);
      }
      if (value.kind === 'range') continue;
      if (attribute === 'project') projects.push(...findProjects(context, value.text));
      if (attribute !== 'issue id') continue;
      const issue = findIssue(context, value.text);
      hasIds = true;
      if (issue !== undefined) ids.push(issue);
    }
  }
  const byProject =
    projects.length > 0 ? inProjects(context, [...projects, ...alternativeProjects]) : undefined;
  return best([
    hasIds ? { size: ids.length, issues: () => ids } : undefined,
    byProject,
    ...[...moments.values()].map(union),
    ...groups,
  ]);
}

function within(context: SearchContext, attribute: string, value: FilterValue): Named {
  const prop = MOMENTS[attribute] ?? attribute;
  const { from, to } = spanOf(value, attribute, context.calendar);
  return {
    size: context.tx.estimateBetween('Issue', prop, from, to),
    issues: () => context.tx.between('Issue', prop, from, to),
  };
}

function inProjects(context: SearchContext, projects: readonly EntityId[]): Named {
  return union(
    projects.map((project) => ({
      size: context.tx.estimate('Issue', 'project', { ref: project }),
      issues: () => issuesOf(context, [project]),
    })),
  );
}

function best(choices: readonly (Named | undefined)[]): Named | undefined {
  return choices
    .filter((choice) => choice !== undefined)
    .reduce<Named | undefined>((left, right) => (left && left.size <= right.size ? left : right), undefined);
}

function union(all: readonly Named[]): Named {
  return {
    size: all.reduce((sum, { size }) => sum + size, 0),
    *issues() {
      for (const { issues } of all) yield* issues();
    },
  };
}

/** Issues whose `project` is one of these. */
export function* issuesOf({ tx }: SearchContext, projects: Iterable<EntityId>): Iterable<EntityId> {
  for (const project of projects) yield* tx.find('Issue', 'project', { ref: project });
}
