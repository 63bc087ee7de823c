/** `/issueLinkTypes` and `/issues/{id}/links`: how issues belong together. */
import type { Hono } from 'hono';
import * as v from 'valibot';
import { canSeeIssue } from '../../model/access.ts';
import type { EntityId } from '../../model/types.ts';
import type { LinkEnd } from '../change/link.ts';
import { link, linkEnds, linkedIssues, unlink } from '../change/link.ts';
import type { RestContext, RestEnv, View } from '../context.ts';
import { bodyOf, change, done, param, show, showList } from '../context.ts';
import { entityNotFound } from '../errors.ts';
import { issueAt, mentionedById } from '../lookup.ts';
import { issueResource } from '../resources/issue.ts';
import { linkId, linkResource, linkTypeResource } from '../resources/link.ts';

const LINKS = '/issues/:id/links';
const IssueSchema = v.looseObject({ id: v.string() });

export function addLinkRoutes(rest: Hono<RestEnv>): void {
  rest.get('/issueLinkTypes', (c) =>
    showList(c, (view) => view.tx.all('IssueLinkPrototype'), linkTypeResource),
  );
  rest.get('/issueLinkTypes/:id', (c) =>
    show(c, (view) => linkTypeResource(view, mentionedById(view.tx, 'IssueLinkPrototype', param(c, 'id')))),
  );

  rest.get(LINKS, (c) =>
    showList(
      c,
      (view) => {
        const issue = issueAt(view, param(c, 'id'));
        return linkEnds(view.tx).map((end) => ({ issue, end }));
      },
      shown,
    ),
  );
  rest.get(`${LINKS}/:link`, (c) => show(c, (view) => shown(view, placeOf(c, view))));

  rest.get(`${LINKS}/:link/issues`, (c) =>
    showList(
      c,
      (view) => {
        const { issue, end } = placeOf(c, view);
        return linkedIssues(view.tx, issue, end).filter((id) => canSeeIssue(view.tx, view.user, id));
      },
      (view, id) => issueResource(view, id),
    ),
  );

  rest.post(`${LINKS}/:link/issues`, async (c) => {
    const { id } = await bodyOf(c, IssueSchema, 'Issue');
    const other = await change(c, (view) => {
      const { issue, end } = placeOf(c, view);
      const found = issueAt(view, mentionedById(view.tx, 'Issue', id));
      link(view, issue, end, found);
      return found;
    });
    return show(c, (view) => issueResource(view, other));
  });

  rest.delete(`${LINKS}/:link/issues/:other`, async (c) => {
    await change(c, (view) => {
      const { issue, end } = placeOf(c, view);
      const other = issueAt(view, param(c, 'other'));
      if (!linkedIssues(view.tx, issue, end).includes(other)) throw entityNotFound(param(c, 'other'));
      unlink(view, issue, end, other);
    });
    return done(c);
  });
}

interface Place {
  readonly issue: EntityId;
  readonly end: LinkEnd;
}

function shown(view: View, { issue, end }: Place) {
  return linkResource(view, issue, end, (id) => issueResource(view, id));
}

/** @throws RestError 404. */
function placeOf(c: RestContext, view: View): Place {
  const id = param(c, 'link');
  const end = linkEnds(view.tx).find((one) => linkId(one) === id);
  if (!end) throw entityNotFound(id);
  return { issue: issueAt(view, param(c, 'id')), end };
}
