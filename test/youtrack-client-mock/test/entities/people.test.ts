/** Users, groups, teams and tags. */
import { beforeEach, describe, expect, it } from 'vitest';
import type { App } from './host.ts';
import { World } from './host.ts';

let world: World;
let app: App;

beforeEach(() => {
  world = new World();
  app = world.app('demo');
});

describe('users', () => {
  it('read their properties', () => {
    expect(
      app.run(`return [
        ann.login, ann.fullName, ann.visibleName, bob.visibleName, ann.email, bob.timeZoneId, carl.isBanned, ann.isSystem,
        entities.User.current === ann,
      ].join()`),
    ).toBe('ann,Ann Lee,Ann Lee,bob,ann@example.org,Europe/Paris,true,false,true');
  });

  it('are found by login and address', () => {
    expect(
      app.run(`return [
        entities.User.findByLogin('bob') === bob, entities.User.findByLogin('Bob'), entities.User.findByEmail('bob@example.org').size,
        entities.User.findUniqueByEmail('bob@example.org'), entities.User.findUniqueByEmail('ann@example.org') === ann,
      ].join()`),
    ).toBe('true,,2,,true');
  });

  it('have permissions and roles in projects', () => {
    expect(
      app.run(`return [
        ann.hasPermission('UPDATE_ISSUE', demo), ann.hasPermission('UPDATE_ISSUE', other), ann.hasPermission('UPDATE_ISSUE'),
        ann.hasRole('Developer', demo), ann.hasRole('Developer', other), ann.hasRole('Developer'), bob.hasRole('Developer'),
      ].join()`),
    ).toBe('true,false,false,true,false,true,false');
  });

  it('belong to groups and teams', () => {
    expect(
      app.run(`return [
        ann.groups.map((group) => group.name).join('+'), ann.teams.first() === team, bob.teams.size,
        ann.isInGroup('Demo Team'), bob.isInGroup('Demo Team'), bob.isInGroup('All Users'),
        demo.team === team, team instanceof entities.ProjectTeam, team instanceof entities.UserGroup, team.project === demo,
        team.users.size, everybody.users.size, everybody.isAllUsersGroup, entities.UserGroup.allUsersGroup === everybody,
        entities.UserGroup.findByName('Demo Team') === team, entities.UserGroup.findByName('None'),
      ].join()`),
    ).toBe('All Users+Demo Team,true,0,true,false,true,true,true,true,true,1,3,true,true,true,');
  });

  it('vote once and take it back', () => {
    expect(
      app.run(`
        ann.voteIssue(issue);
        ann.voteIssue(issue);
        const voted = [issue.votes, ann.isVotedForIssue(issue), ann.canVoteIssue(issue), issue.voters.added.first() === ann, issue.isChanged('votes')];
        ann.unvoteIssue(issue);
        return [...voted, issue.votes].join();
      `),
    ).toBe('1,true,false,true,true,0');
  });

  it('get no mail, but the log says what was meant', () => {
    app.run(
      `ann.notify('Hello', 'World'); bob.sendMail('Bye', 'World'); team.notifyAllUsers('All', 'World')`,
    );
    expect(app.log).toEqual(['To ann: Hello', 'To bob: Bye', 'To all of Demo Team: All']);
  });
});

describe('projects', () => {
  it('are found by exact key and by name', () => {
    expect(
      app.run(`return [
        entities.Project.findByKey('DEMO') === demo, entities.Project.findByKey('demo'), entities.Project.findByName('Other') === other,
        demo.key, demo.shortName, demo.name, demo.leader.login, demo.isArchived, demo.issues.first() === issue,
      ].join()`),
    ).toBe('true,,true,DEMO,DEMO,Demo,ann,false,true');
  });
});

describe('tags', () => {
  it('are made private, and found by who sees them', () => {
    world.tx.create('Tag', {
      name: 'a',
      owner: { ref: world.id('bob') },
      permittedReadUserGroups: [],
      permittedReadUsers: [],
    });
    expect(
      app.run(`
        const before = [entities.Tag.findTagByName('a'), entities.Tag.findByName('a', true).size, issue.hasTag('a')];
        const mine = issue.addTag('a');
        return [
          ...before, mine.owner.login, issue.tags.first() === mine, issue.addTag('a') === mine, issue.tags.size, issue.hasTag('a'),
          entities.Tag.findByName('a').size, entities.IssueTag.findByName('a', true).first() === mine,
          entities.Tag.findByOwner(bob).size, bob.getTag('a') === mine, bob.getTag('none'), bob.getTag('new', true).owner.login,
          mine.shareGroup,
        ].join();
      `),
    ).toBe(',1,false,ann,true,true,1,true,1,true,1,false,,bob,');
  });

  it('are taken off by name or as themselves', () => {
    expect(
      app.run(`
        const tag = ann.getTag('a', true);
        issue.tag(tag);
        const removed = issue.removeTag('a') === tag;
        issue.tag(tag);
        issue.untag(tag);
        return [removed, issue.tags.size, issue.removeTag('a')].join();
      `),
    ).toBe('true,0,');
  });

  it('are seen by those they are shared with', () => {
    const shared = world.tx.create('Tag', {
      name: 'shared',
      owner: { ref: world.id('bob') },
      permittedReadUserGroups: [{ ref: world.id('team') }],
      permittedReadUsers: [],
    });
    world.ids.shared = shared;
    expect(
      app.run(`return [
        entities.Tag.findTagByName('shared') === shared, shared.shareGroup === team, shared.permittedReadUserGroups.size,
        shared.canBeUsedForIssue(issue), issue.addTag('shared') === shared,
      ].join()`),
    ).toBe('true,true,1,true,true');
  });
});
