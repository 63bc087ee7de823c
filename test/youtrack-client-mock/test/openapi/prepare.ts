/** How a request is prepared once the ids are known. */
import type { Ids } from './ids.ts';

export interface Prepared {
  /** Below `/api`, with a query but without `fields`. */
  readonly path: string;
  readonly body?: object;
  /** The name of a file to be uploaded. */
  readonly file?: string;
}

export type Prepare = (ids: Ids) => Prepared;

export const get =
  (path: (ids: Ids) => string): Prepare =>
  (ids) => ({ path: path(ids) });

export const send =
  (path: (ids: Ids) => string, body: (ids: Ids) => object): Prepare =>
  (ids) => ({ path: path(ids), body: body(ids) });

/** Of activities. */
export const CATEGORIES = [
  'CustomFieldCategory,CommentsCategory,SummaryCategory,DescriptionCategory,IssueResolvedCategory',
  'AttachmentsCategory,WorkItemCategory,SprintCategory',
  'LinksCategory,ProjectCategory,TagsCategory,IssueVisibilityCategory,IssueCreatedCategory',
].join(',');
