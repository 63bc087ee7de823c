/** What happened to an issue or article, as REST shows it. */
import * as v from 'valibot';
import { projectFields } from '../../model/field-types.ts';
import { linkProp } from '../../model/link-types.ts';
import { isoPeriod, presentPeriod } from '../../model/period.ts';
import { numberOf, refOf, textOf } from '../../model/props.ts';
import type { Transaction } from '../../model/transaction.ts';
import type { EntityId } from '../../model/types.ts';
import { linkEnds } from '../change/link.ts';
import type { View } from '../context.ts';
import type { Attribute, Resource } from '../render.ts';
import { sprintResource } from './agile.ts';
import { customFieldResource, valueResource } from './custom-field.ts';
import { commentResource, documentResource, fileResource } from './document.ts';
import { tagResource } from './issue.ts';
import { projectResource } from './project.ts';
import { userOrNull } from './user.ts';
import { workItemResource } from './work-item.ts';

interface Kind {
  readonly category: string;
  readonly $type: string;
  /** `$type` of what is added or removed, where that may be gone. */
  readonly of?: string;
}

/** By the property of an issue that changed; custom fields all share theirs. */
const OF_ISSUES: Readonly<Record<string, Kind>> = {
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
/** Of an article: the categories that JetBrains' mobile app asks for (youtrack-mobile, activity__category.ts). */
const OF_ARTICLES: Readonly<Record<string, Kind>> = {
  created: { category: 'ArticleCreatedCategory', $type: 'ArticleCreatedActivityItem' },
  summary: { category: 'ArticleSummaryCategory', $type: 'SimpleValueActivityItem' },
  content: { category: 'ArticleDescriptionCategory', $type: 'TextMarkupActivityItem' },
  project: { category: 'ArticleProjectCategory', $type: 'ProjectActivityItem' },
  tags: { category: 'ArticleTagsCategory', $type: 'TagsActivityItem' },
  comments: { category: 'ArticleCommentsCategory', $type: 'CommentActivityItem', of: 'ArticleComment' },
  attachments: {
    category: 'ArticleAttachmentsCategory',
    $type: 'AttachmentActivityItem',
    of: 'ArticleAttachment',
  },
  permittedGroups: { category: 'ArticleVisibilityCategory', $type: 'VisibilityGroupActivityItem' },
  permittedUsers: { category: 'ArticleVisibilityCategory', $type: 'VisibilityUserActivityItem' },
};
const LINKS = { category: 'LinksCategory', $type: 'LinksActivityItem' };
const CUSTOM_FIELD = { category: 'CustomFieldCategory', $type: 'CustomFieldActivityItem' };

const RefSchema = v.object({ ref: v.string() });
const PeriodSchema = v.object({ minutes: v.number() });

/** Undefined for what no category shows. */
export function categoryOf(tx: Transaction, activity: EntityId): string | undefined {
  return kindOf(tx, activity)?.category;
}

/** The issue or article to which it happened. */
export function happenedTo(tx: Transaction, activity: EntityId): EntityId | null {
  return refOf(tx, activity, 'issue') ?? refOf(tx, activity, 'article');
}

function kindOf(tx: Transaction, activity: EntityId): Kind | undefined {
  const prop = textOf(tx, activity, 'field');
  if (refOf(tx, activity, 'article') !== null) return OF_ARTICLES[prop];
  if (prop.startsWith('link:')) return LINKS;
  return prop.startsWith('field:') ? CUSTOM_FIELD : OF_ISSUES[prop];
}

export function activityResource(view: View, id: EntityId): Resource {
  const { tx } = view;
  const document = happenedTo(tx, id);
  const prop = textOf(tx, id, 'field');
  const kind = kindOf(tx, id);
  const category = kind?.category ?? prop;
  return {
    $type: kind?.$type ?? 'ActivityItem',
    id,
    attributes: {
      timestamp: () => numberOf(tx, id, 'timestamp'),
      author: () => userOrNull(view, refOf(tx, id, 'author')),
      category: () => ({ $type: 'ActivityCategory', id: category, attributes: {} }),
      target: () => target(view, id, prop) ?? (document === null ? null : documentResource(view, document)),
      targetMember: () => (prop.startsWith('field:') ? `__CUSTOM_FIELD__${prop.slice(6)}` : prop),
      field: () => (document === null ? null : filterField(view, document, prop)),
      added: () => side(view, id, 'added'),
      removed: () => side(view, id, 'removed'),
    },
  };
}

/** A file or a piece of work is itself what was added or removed; of all else the issue or article is. */
function target(view: View, id: EntityId, prop: string): Attribute {
  if (prop !== 'attachments' && prop !== 'workItems') return null;
  const parts = (['added', 'removed'] as const).flatMap((end) => side(view, id, end));
  return parts[0] ?? null;
}

function filterField(view: View, document: EntityId, prop: string): Resource {
  const { tx } = view;
  const project = refOf(tx, document, 'project');
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
function side(view: View, activity: EntityId, end: 'added' | 'removed'): Attribute {
  const json = textOf(view.tx, activity, end);
  const stored: unknown = json === '' ? null : JSON.parse(json);
  const gone = kindOf(view.tx, activity)?.of ?? 'BaseEntity';
  if (Array.isArray(stored)) return stored.map((one: unknown) => item(view, one, gone));
  return v.is(RefSchema, stored) ? [item(view, stored, gone)] : item(view, stored, gone);
}

/** @param gone the type of an entity that is there no more. */
function item(view: View, stored: unknown, gone: string): Attribute {
  if (v.is(RefSchema, stored)) return entity(view, stored.ref, gone);
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

function entity(view: View, id: EntityId, gone: string): Attribute {
  if (!view.tx.exists(id)) return { $type: gone, id, attributes: {} };
  switch (view.tx.typeOf(id)) {
    case 'Issue':
    case 'Article':
      return documentResource(view, id);
    case 'IssueComment':
    case 'ArticleComment':
      return commentResource(view, id);
    case 'IssueAttachment':
    case 'ArticleAttachment':
      return fileResource(view, id);
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
