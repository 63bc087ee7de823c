/** What happened to an issue, as REST shows it. */
import * as v from 'valibot';
import { projectFields } from '../../model/field-types.ts';
import { linkProp } from '../../model/link-types.ts';
import { isoPeriod, presentPeriod } from '../../model/period.ts';
import { numberOf, refOf, textOf } from '../../model/props.ts';
import type { EntityId } from '../../model/types.ts';
import { linkEnds } from '../change/link.ts';
import type { View } from '../context.ts';
import type { Attribute, Resource } from '../render.ts';
import { sprintResource } from './agile.ts';
import { attachmentResource } from './attachment.ts';
import { customFieldResource, valueResource } from './custom-field.ts';
import { commentResource, issueResource, tagResource } from './issue.ts';
import { projectResource } from './project.ts';
import { userOrNull } from './user.ts';
import { workItemResource } from './work-item.ts';

interface Kind {
  readonly category: string;
  readonly $type: string;
  /** `$type` of what is added or removed, where that may be gone. */
  readonly of?: string;
}

/** By the property that changed; custom fields all share theirs. */
const CATEGORIES: Readonly<Record<string, Kind>> = {
  created: { category: 'IssueCreatedCategory', $type: 'IssueCreatedActivityItem' },
  summary: { category: 'SummaryCategory', $type: 'SimpleValueActivityItem' },
  description: { category: 'DescriptionCategory', $type: 'TextMarkupActivityItem' },
  resolved: { category: 'IssueResolvedCategory', $type: 'IssueResolvedActivityItem' },
  project: { category: 'ProjectCategory', $type: 'ProjectActivityItem' },
  tags: { category: 'TagsCategory', $type: 'TagsActivityItem' },
  voters: { category: 'VotersCategory', $type: 'VotersActivityItem' },
  comments: { category: 'CommentsCategory', $type: 'CommentActivityItem', of: 'IssueComment' },
  attachments: { category: 'AttachmentsCategory', $type: 'AttachmentActivityItem', of: 'IssueAttachment' },
  workItems: { category: 'WorkItemCategory', $type: 'WorkItemActivityItem', of: 'IssueWorkItem' },
  sprints: { category: 'SprintCategory', $type: 'SprintActivityItem', of: 'Sprint' },
  permittedGroups: { category: 'IssueVisibilityCategory', $type: 'VisibilityGroupActivityItem' },
  permittedUsers: { category: 'IssueVisibilityCategory', $type: 'VisibilityUserActivityItem' },
};
const LINKS = { category: 'LinksCategory', $type: 'LinksActivityItem' };
const CUSTOM_FIELD = { category: 'CustomFieldCategory', $type: 'CustomFieldActivityItem' };

const RefSchema = v.object({ ref: v.string() });
const PeriodSchema = v.object({ minutes: v.number() });

/** The category of a change of `prop`; undefined for what no category shows. */
export function categoryOf(prop: string): string | undefined {
  return kindOf(prop)?.category;
}

function kindOf(prop: string): Kind | undefined {
  if (prop.startsWith('link:')) return LINKS;
  return prop.startsWith('field:') ? CUSTOM_FIELD : CATEGORIES[prop];
}

export function activityResource(view: View, id: EntityId): Resource {
  const { tx } = view;
  const issue = refOf(tx, id, 'issue');
  const prop = textOf(tx, id, 'field');
  const category = categoryOf(prop) ?? prop;
  return {
    $type: kindOf(prop)?.$type ?? 'ActivityItem',
    id,
    attributes: {
      timestamp: () => numberOf(tx, id, 'timestamp'),
      author: () => userOrNull(view, refOf(tx, id, 'author')),
      category: () => ({ $type: 'ActivityCategory', id: category, attributes: {} }),
      target: () => target(view, id, prop) ?? (issue === null ? null : issueResource(view, issue)),
      targetMember: () => (prop.startsWith('field:') ? `__CUSTOM_FIELD__${prop.slice(6)}` : prop),
      field: () => (issue === null ? null : filterField(view, issue, prop)),
      added: () => side(view, textOf(tx, id, 'added'), prop),
      removed: () => side(view, textOf(tx, id, 'removed'), prop),
    },
  };
}

/** A file or a piece of work is itself what was added or removed; of all else the issue is. */
function target(view: View, id: EntityId, prop: string): Attribute {
  if (prop !== 'attachments' && prop !== 'workItems') return null;
  const parts = ['added', 'removed'].flatMap((end) => side(view, textOf(view.tx, id, end), prop));
  return parts[0] ?? null;
}

function filterField(view: View, issue: EntityId, prop: string): Resource {
  const { tx } = view;
  const project = refOf(tx, issue, 'project');
  const end = linkEnds(tx).find(({ type, side }) => linkProp(type, side) === prop);
  const name = end?.phrase ?? prop.replace(/^field:/, '');
  const field = project === null ? undefined : projectFields(tx, project).find((one) => one.prop === prop);
  return {
    $type: field ? 'CustomFilterField' : 'PredefinedFilterField',
    id: field?.field ?? name,
    attributes: {
      name: () => name,
      presentation: () => name,
      ...(field ? { customField: () => customFieldResource(view, field.field) } : {}),
    },
  };
}

/** A list for whatever is an entity, a scalar for simple values (youtrack-platform §10). */
function side(view: View, json: string, prop: string): Attribute {
  const stored: unknown = json === '' ? null : JSON.parse(json);
  if (Array.isArray(stored)) return stored.map((one: unknown) => item(view, one, prop));
  return v.is(RefSchema, stored) ? [item(view, stored, prop)] : item(view, stored, prop);
}

function item(view: View, stored: unknown, prop: string): Attribute {
  if (v.is(RefSchema, stored)) return entity(view, stored.ref, prop);
  if (v.is(PeriodSchema, stored)) {
    const { minutes } = stored;
    return {
      $type: 'PeriodValue',
      id: isoPeriod(minutes),
      attributes: { minutes: () => minutes, presentation: () => presentPeriod(minutes) },
    };
  }
  return typeof stored === 'string' || typeof stored === 'number' || typeof stored === 'boolean'
    ? stored
    : null;
}

function entity(view: View, id: EntityId, prop: string): Attribute {
  if (!view.tx.exists(id)) return { $type: kindOf(prop)?.of ?? 'BaseEntity', id, attributes: {} };
  switch (view.tx.typeOf(id)) {
    case 'Issue':
      return issueResource(view, id);
    case 'IssueComment':
      return commentResource(view, id);
    case 'IssueAttachment':
      return attachmentResource(view, id, commentResource);
    case 'IssueWorkItem':
      return workItemResource(view, id);
    case 'Sprint':
      return sprintResource(view, id);
    case 'Project':
      return projectResource(view, id);
    case 'Tag':
      return tagResource(view, id);
    default:
      return valueResource(view, id);
  }
}
