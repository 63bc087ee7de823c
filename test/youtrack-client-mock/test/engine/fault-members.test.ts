/** Which members of the scripting API can be made to fail: all that report their calls, and no others. */
import { expect, it } from 'vitest';
import { UnknownMember } from '../../src/engine/types.ts';
import { acted, told } from '../conformance/probe.ts';

const LIST = `console.log(Object.keys(http.Connection.prototype)
  .filter((name) => typeof http.Connection.prototype[name] === 'function').join());`;

it('every method of a connection, and no other', () => {
  const world = acted(LIST);
  const methods = told(world).join().split(',').sort();
  expect(methods).toContain('postAsync');
  let known = '';
  try {
    world.youTrack.failNext('http.nothing', 1);
  } catch (error) {
    known = error instanceof UnknownMember ? error.message : '';
  }
  expect(known).toBe(`No member http.nothing can fail: http has ${methods.join(', ')}.`);
});

it.each([
  ['Issue.oldValue', "ctx.issue.oldValue('summary')"],
  ['fields.isChanged', "ctx.issue.fields.isChanged('State')"],
  ['Set.isEmpty', 'ctx.issue.comments.isEmpty()'],
  ['User.findByLogin', "entities.User.findByLogin('admin')"],
  ['Project.findByExtensionProperties', 'entities.Project.findByExtensionProperties({})'],
  ['User.hasPermission', "ctx.currentUser.hasPermission('READ_ISSUE', ctx.issue.project)"],
  ['User.current', 'entities.User.current'],
  ['UserGroup.allUsersGroup', 'entities.UserGroup.allUsersGroup'],
  ['Issue.new', "new entities.Issue(ctx.currentUser, ctx.issue.project, 'x')"],
  ['extensionProperties.get', 'ctx.issue.extensionProperties.kept'],
  ['search.search', "search.search(ctx.issue.project, 'x', ctx.currentUser)"],
  ['workflow.message', "workflow.message('x')"],
  ['workflow.check', "workflow.check(true, 'x')"],
  ['strings.md5', "strings.md5('x')"],
  ['ctx.store', "ctx.store('a', 1)"],
  ['ctx.load', "ctx.load('a')"],
])('%s fails where it is used', (member, use) => {
  const extensions = {
    entityTypeExtensions: [{ entityType: 'Issue', properties: { kept: { type: 'string' } } }],
  };
  const world = acted(`try { ${use}; } catch (e) { console.log(e.message); }`, undefined, {
    'entity-extensions.json': extensions,
  });
  expect(told(world)).not.toContain(`A test made ${member} fail`);
  world.youTrack.failNext(member, 1);
  world.edit({ summary: 'Third' });
  expect(told(world)).toContain(`A test made ${member} fail`);
});
