/** A YouTrack that holds something of everything, and the ids under which requests find it. */
import type { World } from '../rest/support/world.ts';
import { idOf } from '../rest/support/world.ts';

export interface Ids {
  readonly issue: string;
  readonly otherIssue: string;
  /** One without a direction, so that its id is that of its links. */
  readonly linkType: string;
  readonly comment: string;
  readonly tag: string;
  readonly workItem: string;
  readonly workItemType: string;
  readonly activity: string;
  readonly board: string;
  readonly sprint: string;
  readonly file: string;
  readonly project: string;
  readonly other: string;
  readonly user: string;
  readonly group: string;
  readonly article: string;
  /** Below the article. */
  readonly childArticle: string;
  /** One that may be put below another. */
  readonly freeArticle: string;
  readonly articleComment: string;
  readonly articleFile: string;
  /** A custom field of the instance that no project has, and one in the project. */
  readonly freeField: string;
  readonly projectField: string;
  readonly issueField: string;
  readonly bundles: Readonly<Record<string, { readonly id: string; readonly value: string }>>;
  /** Bundles that no project uses. */
  readonly spares: Readonly<Record<string, string>>;
}

export function fileNamed(name: string): FormData {
  const form = new FormData();
  form.set('files[0]', new Blob(['Hello'], { type: 'text/plain' }), name);
  return form;
}

export const BUNDLE_TYPES = ['build', 'enum', 'ownedField', 'state', 'version'] as const;

/** Makes the issue hold something of everything. */
export async function prepareIds(here: World): Promise<Ids> {
  const { as } = here;
  const admin = as('admin');
  const idOfFirst = async (path: string) => {
    const { body } = await admin.get(`${path}${path.includes('?') ? '&' : '?'}fields=id,values(id)`);
    const [first] = Object(body);
    return { id: String(first.id), value: String(first.values?.[0]?.id) };
  };
  const [dora, issue] = [as('dora'), 'issues/DEMO-1'];
  await dora.post(issue, {
    summary: 'With everything',
    customFields: [
      { name: 'Labels', value: [{ name: 'ui' }] },
      { name: 'Assignee', value: { login: 'dora' } },
      { name: 'Versions', value: [{ name: '1.0' }] },
      { name: 'Squad', value: { name: 'Testers' } },
      { name: 'Estimate', value: { minutes: 90 } },
      { name: 'Due', value: 1_800_000_000_000 },
      { name: 'Notes', value: { text: 'Text' } },
    ],
  });
  const tag = idOf(await admin.post('tags', { name: 'mine' }));
  await admin.post(`${issue}/tags`, { id: tag });
  await admin.post(`${issue}/voters`, { hasVote: true });
  const workItemType = await idOfFirst('admin/timeTrackingSettings/workItemTypes');
  const work = { duration: { minutes: 30 }, type: { id: workItemType.id } };
  const workItem = idOf(await admin.post(`${issue}/timeTracking/workItems`, work));
  await dora.post(issue, {
    visibility: { permittedUsers: [{ login: 'admin' }], permittedGroups: [{ name: 'All Users' }] },
  });
  await dora.upload(`${issue}/attachments`, fileNamed('first.txt'));
  const issueField = await idOfFirst(`${issue}/customFields`);
  const bundles = await Promise.all(
    [...BUNDLE_TYPES, 'user'].map(
      async (type) => [type, await idOfFirst(`admin/customFieldSettings/bundles/${type}`)] as const,
    ),
  );
  const spares = await Promise.all(
    [...BUNDLE_TYPES, 'user'].map(async (type) => {
      const path = `admin/customFieldSettings/bundles/${type}`;
      return [type, idOf(await admin.post(path, { name: `Spare ${type}` }))] as const;
    }),
  );
  const { body: fields } = await admin.get('admin/customFieldSettings/customFields?fields=id,name&$top=-1');
  const unused = Object(fields).find(({ name }: { readonly name: string }) => name === 'Unused');
  const projects = [{ id: idOf(await admin.get('admin/projects/DEMO')) }];
  const board = idOf(await admin.post('agiles', { name: 'Board', projects }));
  return {
    board,
    sprint: (await idOfFirst(`agiles/${board}/sprints`)).id,
    issue: idOf(await admin.get(issue)),
    otherIssue: idOf(await admin.get('issues/DEMO-3')),
    linkType: (await idOfFirst('issueLinkTypes')).id,
    comment: (await idOfFirst(`${issue}/comments`)).id,
    tag,
    workItem,
    workItemType: workItemType.id,
    activity: (await idOfFirst(`${issue}/activities?categories=SummaryCategory`)).id,
    file: (await idOfFirst(`${issue}/attachments`)).id,
    project: idOf(await admin.get('admin/projects/DEMO')),
    other: idOf(await admin.get('admin/projects/HIDDEN')),
    user: idOf(await admin.get('users/dora')),
    group: (await idOfFirst('groups')).id,
    ...(await prepareArticle(here, idOfFirst)),
    freeField: unused.id,
    projectField: issueField.id,
    issueField: issueField.id,
    bundles: Object.fromEntries(bundles),
    spares: Object.fromEntries(spares),
  };
}

async function prepareArticle(
  { as }: World,
  idOfFirst: (path: string) => Promise<{ readonly id: string }>,
): Promise<Pick<Ids, 'article' | 'childArticle' | 'freeArticle' | 'articleComment' | 'articleFile'>> {
  const admin = as('admin');
  const project = { id: idOf(await admin.get('admin/projects/DEMO')) };
  const { id: article } = await idOfFirst('articles');
  const parentArticle = { id: article };
  const childArticle = idOf(
    await admin.post('articles', { project, summary: 'Below it', parentArticle, tags: [{ name: 'mine' }] }),
  );
  await admin.post(`articles/${childArticle}/childArticles`, { summary: 'Further below' });
  const freeArticle = idOf(await admin.post('articles', { project, summary: 'By itself' }));
  const articleComment = idOf(await admin.post(`articles/${article}/comments`, { text: 'Hello' }));
  await admin.upload(`articles/${article}/attachments`, fileNamed('first.txt'));
  const { id: articleFile } = await idOfFirst(`articles/${article}/attachments`);
  return { article, childArticle, freeArticle, articleComment, articleFile };
}
