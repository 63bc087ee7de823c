/** Issues: making, moving, copying them, and what belongs to them. */
import { beforeEach, describe, expect, it } from 'vitest';
import type { App } from './host.ts';
import { NOW, thrownBy, World } from './host.ts';

let world: World;
let app: App;

beforeEach(() => {
  world = new World();
  app = world.app('demo', { Issue: { self: 'Issue', note: 'string', helpers: 'User[]' } });
});

describe('an issue', () => {
  it('reads its properties', () => {
    expect(
      app.run(`return [
        issue.id, issue.draftId, issue.numberInProject, issue.summary, issue.description, issue.project.key, issue.reporter.login,
        issue.created, issue.updated, issue.updatedBy, issue.resolved, issue.url, issue.isStarred, issue.isUsingMarkdown,
      ].join()`),
    ).toBe('DEMO-1,,1,First,Text,DEMO,bob,1,2,,,https://youtrack.example.org/issue/DEMO-1,false,true');
    expect(
      app.run(`return [
        issue.tags, issue.voters, issue.watchers, issue.comments, issue.pinnedComments, issue.workItems, issue.attachments,
        issue.permittedGroups, issue.permittedUsers, issue.links['relates to'], issue.links['relates to'].added,
      ].every((set) => set.isEmpty())`),
    ).toBe(true);
    expect(app.run(`return issue.permittedGroup`)).toBeNull();
    expect(app.run(`return [typeof issue.links['knows'], issue.links.isChanged].join()`)).toBe('undefined,');
  });

  it('is found by its readable id', () => {
    expect(
      app.run(`return [
        entities.Issue.findById('DEMO-1') === issue, entities.Issue.findById('demo-1'), entities.Issue.findById('OTH-5'),
        entities.Issue.findById('nonsense'),
      ].join()`),
    ).toBe('true,,,');
  });

  it('is made with the defaults of the project', () => {
    for (const field of world.tx.find('ProjectCustomField', 'project', { ref: world.id('demo') })) {
      if (world.tx.get(field, 'ordinal') === 100) {
        world.tx.set(field, 'defaultValues', [{ ref: world.id('DEMO:State:Open') }]);
      }
    }
    expect(
      app.run(`
        const one = new entities.Issue(bob, demo, 'One');
        const two = new entities.Issue({ reporter: bob, project: other, summary: 'Two' });
        return [one.id, two.id, one.summary, one.reporter.login, one.updatedBy.login, one.isReported, one.State.name, two.State, one.created].join();
      `),
    ).toBe(`DEMO-10,OTH-5,One,bob,ann,true,Open,,${NOW}`);
    expect(app.run(`draft.setDefaultFieldValues(); return draft.State.name`)).toBe('Open');
    expect(thrownBy(() => app.run(`new entities.Issue(bob, demo)`))).toContain('summary');
    expect(thrownBy(() => app.run(`new entities.Issue(demo, demo, 'Three')`))).toContain('User');
  });

  it('starts as a draft without a number', () => {
    expect(
      app.run(`
        const mine = entities.Issue.createDraft(demo);
        const theirs = demo.newDraft(bob);
        return [mine.id, mine.numberInProject, mine.isReported, mine.reporter.login, theirs.reporter.login, typeof mine.draftId].join();
      `),
    ).toBe('Issue.Draft,,false,ann,bob,string');
  });

  it('moves with a new number and nothing else', () => {
    expect(
      app.run(`
        issue.project = other;
        return [issue.id, issue.isChanged('project'), issue.oldValue('project').key, issue.oldValue('numberInProject'), issue.oldValue('id')].join();
      `),
    ).toBe('OTH-5,true,DEMO,1,DEMO-1');
    expect(app.run(`issue.project = other; return issue.id`)).toBe('OTH-5');
    expect(thrownBy(() => app.run(`issue.project = null`))).toContain('Project');
    expect(
      app.run(`return [demo.issues.has(issue), other.issues.has(issue), demo.issues.has(draft)].join()`),
    ).toBe('false,true,false');
  });

  it('is copied with its fields, tags and extension properties, which still name the original', () => {
    expect(
      app.run(`
        issue.extensionProperties.self = issue;
        issue.extensionProperties.note = 'n';
        issue.extensionProperties.helpers.add(bob);
        issue.addTag('a');
        issue.fields['user[*]'].add(bob);
        issue.fields.period = '1d';
        issue.addComment('stays behind');
        const copy = issue.copy();
        const moved = issue.copy(other);
        return [
          copy.id, copy !== issue, copy.summary, copy.State.name, copy.hasTag('a'), copy.fields['user[*]'].size,
          copy.fields.period.getDays(), copy.comments.size, copy.extensionProperties.self === issue, copy.extensionProperties.note,
          copy.extensionProperties.helpers.first().login, moved.id, moved.State === value('OTH:State:Open'), copy.isNew,
        ].join();
      `),
    ).toBe('DEMO-10,true,First,Open,true,1,1,0,true,n,bob,OTH-5,true,true');
  });

  it('is restricted to groups and users', () => {
    expect(
      app.run(`
        issue.permittedGroup = team;
        const one = [issue.permittedGroups.size, issue.permittedGroup === team, issue.isVisibleTo(ann)].join();
        issue.permittedGroups.clear();
        issue.permittedUsers.add(carl);
        return [one, issue.permittedGroup, issue.isVisibleTo(ann), issue.isVisibleTo(bob)].join();
      `),
    ).toBe('1,true,true,,false,true');
  });

  it('passes commands and Markdown on', () => {
    app.run(`issue.applyCommand('tag a'); issue.applyCommand('tag b', bob)`);
    expect(app.calls.filter((call) => call.includes('tag'))).toEqual([
      `${world.id('issue')}: tag a as ann`,
      `${world.id('issue')}: tag b as bob`,
    ]);
    expect(app.run(`return issue.renderMarkup('x')`)).toBe('<p>x</p>');
  });
});

describe('comments', () => {
  it('are added, edited and removed as the issue is told', () => {
    expect(
      app.run(`
        const one = issue.addComment('one');
        issue.addComment({ text: 'two', author: bob });
        return [
          issue.comments.size, issue.comments.isChanged, issue.isChanged('comments'), issue.comments.added.map((c) => c.text).join('+'),
          one.author.login, one.issue === issue, one.isNew, one.created, issue.editedComments.size,
        ].join();
      `),
    ).toBe(`2,true,true,one+two,ann,true,true,${NOW},0`);
    world.commit();
    expect(
      app.run(`return [issue.comments.size, issue.comments.isChanged, issue.comments.added.size].join()`),
    ).toBe('2,false,0');
    expect(
      app.run(`
        const [one, two] = issue.comments;
        one.text = 'changed';
        two.delete();
        return [
          issue.comments.size, issue.editedComments.first() === one, issue.editedComments.size, issue.comments.removed.first() === two,
          two.text, two.becomesRemoved, one.oldValue('text'), one.updated, issue.oldValue('comments').size,
        ].join();
      `),
    ).toBe(`1,true,1,true,two,true,one,${NOW},2`);
  });

  it('have a permanent address with their id', () => {
    expect(app.run(`return issue.addComment('one').url`)).toMatch(
      /^https:\/\/youtrack\.example\.org\/issue\/DEMO-1#focus=Comments-4-\d+\.0-0$/,
    );
  });

  it('still read when their issue is removed with them', () => {
    app.run(`issue.addComment('one')`);
    world.commit();
    for (const id of [...world.tx.all('IssueComment')]) world.tx.remove(id);
    world.tx.remove(world.id('issue'));
    expect(
      app.run(
        `const comment = issue.comments.removed.first(); return [comment.text, comment.issue === issue, issue.comments.size].join()`,
      ),
    ).toBe('one,true,0');
  });

  it('are not left by a transaction that is rolled back', () => {
    app.run(`issue.addComment('one')`);
    world.begin();
    expect(app.run(`return issue.comments.isEmpty()`)).toBe(true);
  });
});

describe('work items', () => {
  it('are added, edited and removed as the issue is told', () => {
    expect(
      app.run(`
        issue.addWorkItem('dig', 90000000, bob, 60);
        issue.addWorkItem({ description: 'fill', duration: 30, date: 0, author: ann });
        return issue.workItems.map((item) => [item.description, item.date, item.author.login, item.creator.login, item.duration].join(' ')).join();
      `),
    ).toBe('dig 86400000 bob ann 60,fill 0 ann ann 30');
    world.commit();
    expect(
      app.run(`
        const [dig, fill] = issue.workItems;
        dig.duration = 90;
        fill.delete();
        return [issue.workItems.isChanged, issue.workItems.removed.first() === fill, issue.editedWorkItems.first() === dig, dig.oldValue('duration')].join();
      `),
    ).toBe('true,true,true,60');
    expect(thrownBy(() => app.run(`issue.addWorkItem('dig', 0, ann, 'long')`))).toContain('minutes');
  });
});

describe('attachments', () => {
  it('are seen and deleted', () => {
    world.tx.create('IssueAttachment', {
      issue: { ref: world.id('issue') },
      name: 'plan.png',
      size: 3,
      author: { ref: world.id('ann') },
      created: 7,
    });
    world.commit();
    expect(
      app.run(`
        const file = issue.attachments.first();
        const read = [file.name, file.size, file.extension, file.author.login, file.issue === issue].join();
        issue.clearAttachments();
        return [read, file.isRemoved, issue.attachments.removed.size].join();
      `),
    ).toBe('plan.png,3,png,ann,true,true,1');
  });
});
