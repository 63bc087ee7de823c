/** What issues and articles have alike below their own address: comments, files and tags. */
import type { Hono } from 'hono';
import type { RestEnv } from '../context.ts';
import { addAttachmentRoutes, addCommentFileRoutes } from './attachments.ts';
import { addCommentRoutes } from './comments.ts';
import { ARTICLES, ISSUES } from './document-place.ts';
import { addDocumentTagRoutes } from './document-tags.ts';

export function addDocumentRoutes(rest: Hono<RestEnv>): void {
  for (const place of [ISSUES, ARTICLES]) {
    addAttachmentRoutes(rest, place);
    addCommentRoutes(rest, place);
    addCommentFileRoutes(rest, place);
    addDocumentTagRoutes(rest, place);
  }
}
