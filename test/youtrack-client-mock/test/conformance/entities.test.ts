/** Issues, people, projects, tags and fields, as scripts find, make and change them. */
import { expect } from 'vitest';
import { acted, onChange, thrownIn, told, valueIn, warned, worldOf } from './probe.ts';
import { statement } from './statement.ts';

statement('§2', 'D', 'A rule makes real issues and drafts', {
  'a new issue has a number, its reporter and the defaults of its project': () => {
    const source = `(() => { const i = new entities.Issue(ctx.currentUser, ctx.project, 'Follow-up');
      return [i.id, i.summary, i.reporter.login, i.isNew, i.isReported, i.becomesReported]; })()`;
    expect(valueIn(source)).toEqual(['DEMO-2', 'Follow-up', 'developer', true, true, true]);
  },
  'a draft has none': () => {
    expect(
      valueIn(
        '(() => { const d = entities.Issue.createDraft(ctx.project, ctx.currentUser); return [d.id, d.isReported]; })()',
      ),
    ).toEqual(['Issue.Draft', false]);
  },
  'rules run on a new issue in the same transaction': () => {
    const w = worldOf({
      'a.js': onChange(
        "new entities.Issue(ctx.currentUser, ctx.project, 'Made');",
        'guard: (ctx) => ctx.issue.summary === "Second",',
      ),
      'b.js': onChange('console.log(ctx.issue.summary);', 'guard: (ctx) => ctx.issue.becomesReported,'),
    });
    w.edit({ summary: 'Second' });
    expect(told(w)).toEqual(['Made']);
  },
});

statement('§2', 'D', 'Fields are read and written by name', {
  'a value must be one of the project’s': () => {
    expect(thrownIn("ctx.issue.fields.State = 'Fixed'")).toContain('takes one of the values');
    expect(
      valueIn(
        "(() => { ctx.issue.fields.State = ctx.project.findFieldByName('State').findValueByName('Fixed'); return ctx.issue.State.name; })()",
      ),
    ).toBe('Fixed');
  },
  'null empties it': () => {
    expect(valueIn('(() => { ctx.issue.fields.State = null; return ctx.issue.fields.State; })()')).toBeNull();
  },
  'an unknown name reads undefined and refuses a value': () => {
    expect(valueIn('typeof ctx.issue.fields.Nothing')).toBe('undefined');
    expect(thrownIn('ctx.issue.fields.Nothing = 1')).toContain("no custom field 'Nothing'");
  },
  'a project tells its fields and their values': () => {
    expect(
      valueIn(
        "(() => { const f = ctx.project.findFieldByName('State'); return [f.name, f.typeName, f.values.map((v) => [v.name, v.isResolved])]; })()",
      ),
    ).toEqual([
      'State',
      'state[1]',
      [
        ['Open', false],
        ['Fixed', true],
      ],
    ]);
  },
});

statement('§2', 'D', 'Comments, work items and tags are added by methods of the issue', {
  'as the current user unless another is named': () => {
    const source = `(() => { const admin = entities.User.findByLogin('admin');
      return [ctx.issue.addComment('a').author.login, ctx.issue.addComment('b', admin).author.login,
        ctx.issue.addComment({ text: 'c', author: admin }).text, ctx.issue.comments.size]; })()`;
    expect(valueIn(source)).toEqual(['developer', 'admin', 'c', 3]);
  },
  'a tag is the first visible one of that name, or a new private one': () => {
    const source = `(() => { const t = ctx.issue.addTag('mine'); return [t.owner.login, ctx.issue.hasTag('mine'),
      ctx.issue.addTag('mine') === t, ctx.issue.removeTag('mine') === t, ctx.issue.removeTag('mine')]; })()`;
    expect(valueIn(source)).toEqual(['developer', true, true, true, null]);
  },
});

statement('§2', 'D', 'A command can be applied to an issue', {
  'fields and tags, as the given user': () => {
    expect(
      valueIn(
        "(() => { ctx.issue.untag(ctx.issue.addTag('done')); ctx.issue.applyCommand('State Fixed tag done', ctx.currentUser); return [ctx.issue.State.name, ctx.issue.hasTag('done')]; })()",
      ),
    ).toEqual(['Fixed', true]);
  },
  'one that is not understood throws': () => {
    expect(thrownIn("ctx.issue.applyCommand('Wibble wobble', ctx.currentUser)")).toContain('Wibble');
  },
  'one that its user may not give throws': () => {
    expect(
      thrownIn("ctx.issue.applyCommand('State Fixed', entities.User.findByLogin('stranger'))"),
    ).not.toBeNull();
  },
});

statement('§7', 'D', 'Visibility can be asked', {
  'of an issue and a comment': () => {
    const source = `(() => { const [d, s] = ['developer', 'stranger'].map((l) => entities.User.findByLogin(l)); const c = ctx.issue.addComment('x');
      return [ctx.issue.isVisibleTo(d), ctx.issue.isVisibleTo(s), c.isVisibleTo(d), c.isVisibleTo(s)]; })()`;
    expect(valueIn(source)).toEqual([true, false, true, false]);
  },
  'it follows groups and users that an issue is restricted to': () => {
    const source = `(() => { const admin = entities.User.findByLogin('admin'); const d = entities.User.findByLogin('developer');
      const before = ctx.issue.isVisibleTo(d); ctx.issue.permittedUsers.add(admin); return [before, ctx.issue.isVisibleTo(d), ctx.issue.isVisibleTo(admin)]; })()`;
    expect(valueIn(source)).toEqual([true, false, true]);
  },
});

statement('§2', 'D', 'Entities are found by their names', {
  'users by login, projects by key and name, null where there is none': () => {
    const source = `[entities.User.findByLogin('admin').fullName, entities.User.findByLogin('nobody'), entities.Project.findByKey('OTHER').name,
      entities.Project.findByName('Demo').key, entities.Project.findByKey('NONE'), entities.Issue.findById('DEMO-99'), entities.UserGroup.findByName('None')]`;
    expect(valueIn(source)).toEqual(['admin', null, 'Other', 'DEMO', null, null, null]);
  },
  'the current user is also entities.User.current': () => {
    expect(valueIn('entities.User.current === ctx.currentUser')).toBe(true);
  },
});

statement('§1', 'D', 'Markdown is rendered by the issue', {
  renderMarkup: () => {
    expect(valueIn("ctx.issue.renderMarkup('**a**')")).toContain('<strong>a</strong>');
  },
});

statement('§2', 'D', 'Scripts cannot make entities other than issues', {
  'new throws': () => {
    for (const name of ['User', 'Project', 'IssueComment', 'Tag']) {
      expect(thrownIn(`new entities.${name}()`)).toContain('cannot create');
    }
  },
});

statement('§2', 'D', 'What belongs to YouTrack cannot be assigned', {
  'an assignment is an error in strict code and changes nothing elsewhere': () => {
    expect(thrownIn("'use strict'; (function () { 'use strict'; ctx.issue.created = 1; })()")).toContain(
      'TypeError',
    );
    const w = acted('ctx.issue.created = 1; console.log(ctx.issue.created === 1);');
    expect(told(w)).toEqual(['false']);
  },
});

statement('§1', 'D', 'Licence and version can be read', {
  'license.licenseInfo': () => {
    expect(
      valueIn("require('@jetbrains/youtrack-scripting-api/license').licenseInfo.youTrackVersion"),
    ).toMatch(/^2026\./);
  },
});

statement('§1', 'D', 'Notifications are sent by users, groups and the module', {
  'here they go to the log': () => {
    const w = acted(
      "ctx.currentUser.notify('Subject', 'Body'); require('@jetbrains/youtrack-scripting-api/notifications').sendEmail({ fromName: 'a', toEmails: ['x@example.com'], subject: 'Mail', body: '' }, ctx.issue);",
    );
    expect(told(w)).toEqual(['To developer: Subject', 'E-mail to x@example.com: Mail']);
  },
});

statement('§2', 'I', 'What is not emulated says so instead of pretending', {
  'with its name': () => {
    for (const call of [
      "entities.Gantt.findChartByName('x')",
      'entities.Article.createDraft(ctx.project)',
      'ctx.issue.pauseSLA()',
    ]) {
      expect(thrownIn(call)).toContain('is not emulated');
    }
  },
});

statement('§2', 'I', 'A rule that cannot run here is imported, and the log says so', {
  'on changes of work items, and for the helpdesk': () => {
    const work = "exports.rule = { target: 'IssueWorkItem', ruleType: 'onChange', action: () => undefined };";
    const sla = onChange('').replace('Issue.onChange', 'Issue.sla');
    expect(warned(worldOf({ 'a.js': work, 'b.js': sla, 'c.js': onChange('') }))).toEqual([
      'It is never run here: rules on IssueWorkItem are not emulated',
      'It is never run here: helpdesk is not emulated',
    ]);
  },
});

statement('§2', 'D', 'Files are attached as bytes or as a data URI', {
  'and read as both': () => {
    const source = `(() => { const a = ctx.issue.addAttachment(new Uint8Array([104, 105, 33, 255]), 'a.bin', null, 'x/y');
      const b = ctx.issue.addAttachment({ content: 'data:text/plain;base64,aGkh', name: 'b.txt' });
      return [a.size, a.base64Content, [...b.content], b.base64Content, b.extension, b.author.login, ctx.issue.attachments.added.size]; })()`;
    expect(valueIn(source)).toEqual([
      4,
      'data:x/y;base64,aGkh/w==',
      [104, 105, 33],
      'data:text/plain;base64,aGkh',
      'txt',
      'developer',
      2,
    ]);
  },
  'another text is refused': () => {
    expect(thrownIn("ctx.issue.addAttachment('hello', 'a.txt')")).toContain('IllegalArgumentException');
    expect(thrownIn("ctx.issue.addAttachment('data:text/plain;base64,aGkh')")).toContain(
      'A file needs a name',
    );
  },
  'rules of the issue see them come and go': () => {
    const w = worldOf({
      'rule.js': onChange(
        'const a = ctx.issue.attachments; console.log(a.added.size, a.removed.size, a.isChanged);',
        '',
      ),
    });
    const file = w.youTrack.write(w.developer, (tx) =>
      tx.create('IssueAttachment', {
        issue: { ref: w.issue },
        author: { ref: w.developer },
        name: 'a.txt',
        size: 1,
      }),
    );
    w.youTrack.write(w.developer, (tx) => tx.remove(file));
    expect(told(w)).toEqual(['1 0 true', '0 1 true']);
  },
});

statement('§2', 'D', 'Users watch issues', {
  'and stop watching them': () => {
    const source = `(() => { const u = ctx.currentUser; u.watchIssue(ctx.issue); const on = [u.isWatchingIssue(ctx.issue), ctx.issue.watchers.map((w) => w.login)];
      u.unwatchIssue(ctx.issue); return [...on, u.isWatchingIssue(ctx.issue)]; })()`;
    expect(valueIn(source)).toEqual([true, ['developer'], false]);
  },
});

statement('§1', 'S', 'Dates are read, written and counted by the module date-time', {
  'in a format and a zone, and on from a moment by a period': () => {
    const source = `(() => { const d = require('@jetbrains/youtrack-scripting-api/date-time');
      const at = d.parse('2026-03-01 12:00', 'yyyy-MM-dd HH:mm', 'UTC');
      return [at, d.format(at, 'dd.MM.yyyy HH:mm', 'Europe/Berlin'), d.after(at, '1d') - at, at - d.before(at, d.toPeriod('2h'))]; })()`;
    expect(valueIn(source)).toEqual([Date.UTC(2026, 2, 1, 12), '01.03.2026 13:00', 86_400_000, 7_200_000]);
  },
});
