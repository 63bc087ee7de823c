/** Comments and files as scripts see them: who may see each, what is attached to what, and what is pinned. */
import { expect } from 'vitest';
import { start } from '../rest/support/world.ts';
import { onChange, thrownIn, told, valueIn, worldOf } from './probe.ts';
import { statement } from './statement.ts';

const PEOPLE = "const [admin, dev] = ['admin', 'developer'].map((l) => entities.User.findByLogin(l));";
const FILE = "'data:text/plain;base64,SGVsbG8=', 'hello.txt'";

function block(body: string): unknown {
  return valueIn(`(() => { ${PEOPLE} ${body} })()`);
}

/** In a world that has a group of all users. */
function blockWithGroup(body: string): unknown {
  const world = worldOf({
    'rule.js': onChange(
      `${PEOPLE} const all = entities.UserGroup.findByName('All Users'); console.log(JSON.stringify((() => { ${body} })()));`,
    ),
  });
  world.youTrack.administer(world.admin, (tx) => {
    tx.create('UserGroup', { name: 'All Users', allUsers: true, users: [] });
  });
  world.edit({ summary: 'Second' });
  return JSON.parse(told(world)[0] ?? 'null');
}

statement('§7', 'D', 'A comment or file can be restricted to groups and users of its own', {
  'a comment is seen by its author and by who is permitted': () => {
    const source = `const c = ctx.issue.addComment('x', admin); const before = c.isVisibleTo(dev);
      c.permittedUsers.add(admin); const alone = c.isVisibleTo(dev); c.permittedUsers.add(dev);
      return [before, alone, c.isVisibleTo(dev), c.isVisibleTo(admin), c.permittedUsers.size];`;
    expect(block(source)).toEqual([true, false, true, true, 2]);
  },
  'one group, or several at once': () => {
    const source = `const c = ctx.issue.addComment('x', admin);
      c.permittedGroup = all; const one = [c.permittedGroup === all, c.permittedGroups.size, c.isVisibleTo(dev)];
      c.permittedGroup = null; return [...one, c.permittedGroups.isEmpty()];`;
    expect(blockWithGroup(source)).toEqual([true, 1, true, true]);
  },
  'a file likewise': () => {
    const source = `const f = ctx.issue.addAttachment(${FILE}); f.permittedUsers.add(admin);
      f.permittedGroups.add(all);
      return [f.permittedUsers.first().login, f.permittedGroup.name, f.isChanged('permittedUsers')];`;
    expect(blockWithGroup(source)).toEqual(['admin', 'All Users', true]);
  },
  'only by users and groups': () => {
    expect(thrownIn("ctx.issue.addComment('x').permittedGroup = ctx.currentUser")).toContain('UserGroup');
  },
});

statement('§2', 'D', 'A file can be attached to a comment, and is then one of its issue too', {
  'with its parameters one by one, or by name': () => {
    const source = `const c = ctx.issue.addComment('x'); const f = c.addAttachment(${FILE});
      c.addAttachment({ content: 'data:image/png;base64,AA==', name: 'b.png' });
      return [f.name, f.mimeType, f.issue === ctx.issue, c.attachments.map((a) => a.name),
        ctx.issue.attachments.size, ctx.issue.attachments.isChanged];`;
    expect(block(source)).toEqual(['hello.txt', 'text/plain', true, ['hello.txt', 'b.png'], 2, true]);
  },
});

statement('§2', 'D', 'A comment can be pinned, and says who changed it last', {
  'pinned comments are listed by the issue': () => {
    const source = `const [a, b] = [ctx.issue.addComment('a'), ctx.issue.addComment('b')]; b.isPinned = true;
      return [a.isPinned, b.isPinned, ctx.issue.pinnedComments.map((c) => c.text)];`;
    expect(block(source)).toEqual([false, true, ['b']]);
  },
  'nobody until it is changed': () => {
    const source = `const c = ctx.issue.addComment('a', admin); const before = c.updatedBy; c.text = 'b';
      return [before, c.updatedBy.login];`;
    expect(block(source)).toEqual([null, 'developer']);
  },
});

statement('§10', 'D', 'REST shows a restricted comment or file only to those who may see it', {
  'a comment': async () => {
    const { as } = await start();
    const made = await as('admin').post(
      'issues/DEMO-1/comments?fields=id,visibility(permittedUsers(login))',
      {
        text: 'Between us',
        visibility: { $type: 'LimitedVisibility', permittedUsers: [{ login: 'dora' }] },
      },
    );
    expect(made.body).toMatchObject({
      visibility: { $type: 'LimitedVisibility', permittedUsers: [{ login: 'dora' }] },
    });
    const { id } = Object(made.body);
    const path = `issues/DEMO-1/comments/${id}`;
    expect((await as('dora').get(path)).status).toBe(200);
    expect((await as('rita').get(path)).status).toBe(404);
    expect((await as('rita').get('issues/DEMO-1?fields=commentsCount')).body).toMatchObject({
      commentsCount: 2,
    });
    const feed = 'issues/DEMO-1/activities?categories=CommentsCategory';
    expect((await as('rita').get(feed)).body).toEqual([]);
    expect((await as('dora').get(feed)).body).toHaveLength(1);
    await as('admin').post(path, { visibility: { $type: 'UnlimitedVisibility' } });
    expect((await as('rita').get(path)).status).toBe(200);
  },
});
