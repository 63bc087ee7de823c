/** `/tags` below an issue or an article. */
import type { Hono } from 'hono';
import * as v from 'valibot';
import { refsOf } from '../../model/props.ts';
import type { EntityId } from '../../model/types.ts';
import type { RestEnv, View } from '../context.ts';
import { bodyOf, change, done, param, show, showList } from '../context.ts';
import { entityNotFound } from '../errors.ts';
import { mentionedTag } from '../lookup.ts';
import { tagResource, tagsOf } from '../resources/issue.ts';
import type { DocumentPlace } from './document-place.ts';

const TagSchema = v.looseObject({ id: v.optional(v.string()), name: v.optional(v.string()) });

export function addDocumentTagRoutes(
  rest: Hono<RestEnv>,
  { path, documentAt, demandUpdate }: DocumentPlace,
): void {
  rest.get(`${path}/tags`, (c) =>
    showList(c, (view) => tagsOf(view, documentAt(view, param(c, 'id'))), tagResource),
  );

  rest.post(`${path}/tags`, async (c) => {
    const mention = await bodyOf(c, TagSchema, 'Tag');
    const tag = await change(c, (view) => {
      const document = documentAt(view, param(c, 'id'));
      demandUpdate(view, document);
      const found = mentionedTag(view, mention);
      setTags(view, document, [...others(view, document, found), found]);
      return found;
    });
    return show(c, (view) => tagResource(view, tag));
  });

  rest.get(`${path}/tags/:tag`, (c) =>
    show(c, (view) => {
      const tag = param(c, 'tag');
      if (!tagsOf(view, documentAt(view, param(c, 'id'))).includes(tag)) throw entityNotFound(tag);
      return tagResource(view, tag);
    }),
  );

  rest.delete(`${path}/tags/:tag`, async (c) => {
    await change(c, (view) => {
      const document = documentAt(view, param(c, 'id'));
      demandUpdate(view, document);
      const tag = param(c, 'tag');
      if (!tagsOf(view, document).includes(tag)) throw entityNotFound(tag);
      setTags(view, document, others(view, document, tag));
    });
    return done(c);
  });
}

function others({ tx }: View, document: EntityId, tag: EntityId): readonly EntityId[] {
  return refsOf(tx, document, 'tags').filter((id) => id !== tag);
}

function setTags({ tx }: View, document: EntityId, tags: readonly EntityId[]): void {
  tx.set(
    document,
    'tags',
    tags.map((ref) => ({ ref })),
  );
}
