/** Scheduled rules: when, on what, as whom, and in which transactions. */
import { expect } from 'vitest';
import { START, type World } from '../engine/world.ts';
import { failed, onChange, onSchedule, told, worldOf } from './probe.ts';
import { statement } from './statement.ts';

const MINUTE = 60_000;
const DAY = 86_400_000;

/** Makes another issue. */
function add(w: World, project: string, number: number, summary: string): string {
  return w.youTrack.administer(w.admin, (tx) =>
    tx.create('Issue', {
      project: { ref: project },
      numberInProject: number,
      summary,
      reported: true,
      created: START + number,
      updated: START,
      resolved: null,
      permittedGroups: [],
      permittedUsers: [],
      tags: [],
    }),
  );
}

async function timesOf(cron: string, until: number): Promise<string[]> {
  const w = worldOf({ 'rule.js': onSchedule('console.log(new Date().toISOString());', `cron: '${cron}',`) });
  await w.youTrack.advance(until);
  return told(w);
}

statement('§4', 'D', 'The schedule is Quartz cron, seconds first', {
  'every minute, every five, every few seconds': async () => {
    expect(await timesOf('0 * * * * ?', 2 * MINUTE)).toEqual([
      '2026-01-05T12:01:00.000Z',
      '2026-01-05T12:02:00.000Z',
    ]);
    expect(await timesOf('0 0/5 * * * ?', 10 * MINUTE)).toEqual([
      '2026-01-05T12:05:00.000Z',
      '2026-01-05T12:10:00.000Z',
    ]);
    expect(await timesOf('0/20 * * * * ?', 31_000)).toEqual([
      '2026-01-05T12:00:40.000Z',
      '2026-01-05T12:01:00.000Z',
    ]);
  },
  'days of the week count from Sunday as 1': async () => {
    // 5 January 2026 is a Monday.
    expect(await timesOf('0 0 9 ? * 3', 2 * DAY)).toEqual(['2026-01-06T09:00:00.000Z']);
    expect(await timesOf('0 0 9 ? * TUE', 2 * DAY)).toEqual(['2026-01-06T09:00:00.000Z']);
  },
  'what is none is refused when the app is imported': () => {
    for (const cron of ['0 0 12 * * *', '0 0 12 1 * MON', '0 0 12 ? * ?', '0 12 * * *']) {
      const files = { 'rule.js': onSchedule('', `cron: '${cron}',`) };
      expect(() => worldOf(files)).toThrow('is no Quartz cron expression');
    }
    expect(() => worldOf({ 'rule.js': onSchedule('', "cron: 'at noon',") })).toThrow(
      'is no Quartz cron expression',
    );
  },
});

statement('§4', 'D', 'A scheduled rule runs in each project the app is attached to', {
  'on issues that match and belong to that project, once each': async () => {
    const w = worldOf({
      'rule.js': onSchedule('console.log(ctx.issue.id, ctx.project.key);', "search: 'project: DEMO, OTHER',"),
    });
    add(w, w.other, 1, 'There');
    await w.youTrack.advance(MINUTE);
    expect(told(w)).toEqual(['DEMO-1 DEMO']);
    w.youTrack.apps.attach('demo-app', w.other);
    await w.youTrack.advance(MINUTE);
    expect(told(w).slice(1)).toEqual(['DEMO-1 DEMO', 'OTHER-1 OTHER']);
  },
  'and not where it is switched off': async () => {
    const w = worldOf({ 'rule.js': onSchedule('console.log(ctx.project.key);') });
    const { id } = w.youTrack.apps.attach('demo-app', w.demo);
    w.youTrack.apps.setUsageEnabled(id, false);
    await w.youTrack.advance(MINUTE);
    expect(told(w)).toEqual([]);
    w.youTrack.apps.setUsageEnabled(id, true);
    await w.youTrack.advance(MINUTE);
    expect(told(w)).toEqual(['DEMO']);
  },
  'and nowhere when it is attached nowhere': async () => {
    const w = worldOf({ 'rule.js': onSchedule("console.log('ran');") }, { attached: false });
    await w.youTrack.advance(MINUTE);
    expect(told(w)).toEqual([]);
  },
});

statement('§4', 'D', 'The search is a text or a function that returns one', {
  'in the order of its sort': async () => {
    const w = worldOf({
      'rule.js': onSchedule('console.log(ctx.issue.summary);', "search: 'sort by: summary desc',"),
    });
    add(w, w.demo, 2, 'Second');
    await w.youTrack.advance(MINUTE);
    expect(told(w)).toEqual(['Second', 'First']);
  },
  'a function is asked each time, and has no issue': async () => {
    const w = worldOf({
      'rule.js': `let n = 0; ${onSchedule('console.log(ctx.issue.id);', "search: (ctx) => { n += 1; console.log(n, ctx.project.key, typeof ctx.issue); return n === 1 ? 'summary: nothing' : 'summary: First'; },")}`,
    });
    await w.youTrack.advance(2 * MINUTE);
    expect(told(w)).toEqual(['1 DEMO undefined', '2 DEMO undefined', 'DEMO-1']);
  },
  'it is never empty': async () => {
    expect(() => worldOf({ 'rule.js': onSchedule('', "search: '',") })).toThrow('must not be empty');
    const w = worldOf({ 'rule.js': onSchedule("console.log('ran');", "search: () => '',") });
    await w.youTrack.advance(MINUTE);
    expect(told(w)).toEqual([]);
    expect(failed(w)).toEqual(['the search is empty']);
  },
  'one that cannot be read is told in the log': async () => {
    const w = worldOf({ 'rule.js': onSchedule("console.log('ran');", "search: 'Nothing: x',") });
    await w.youTrack.advance(MINUTE);
    expect(told(w)).toEqual([]);
    expect(failed(w)[0]).toContain('Nothing');
  },
  'braces hold values with spaces': async () => {
    const w = worldOf({
      'rule.js': onSchedule('console.log(ctx.issue.id);', "search: 'summary: {Two words} has: -{State}',"),
    });
    add(w, w.demo, 2, 'Two words here');
    await w.youTrack.advance(MINUTE);
    expect(told(w)).toEqual(['DEMO-2']);
  },
});

statement('§4', 'D', 'A scheduled rule acts as the Workflow User', {
  'who may do everything and is in no list of users': async () => {
    const w = worldOf({
      'rule.js': onSchedule(
        "const u = ctx.currentUser; console.log(u.fullName, u.isSystem, u.hasPermission('DELETE_PROJECT'), entities.UserGroup.allUsersGroup);",
      ),
    });
    await w.youTrack.advance(MINUTE);
    expect(told(w)[0]).toMatch(/^Workflow User true true/);
  },
  'also as the initiator of the on-change rules that follow': async () => {
    const w = worldOf({
      'a.js': onSchedule("ctx.issue.description = 'x';"),
      'b.js': onChange(
        'console.log(ctx.currentUser.fullName);',
        "guard: (ctx) => ctx.issue.isChanged('description'),",
      ),
    });
    await w.youTrack.advance(MINUTE);
    expect(told(w)).toEqual(['Workflow User']);
  },
});

statement('§4', 'E', 'Each issue is processed in a transaction of its own, one after the other', {
  'a failure on one is logged and rolls back only that one': async () => {
    const w = worldOf({
      'rule.js': onSchedule(
        "ctx.issue.description = 'done'; if (ctx.issue.summary === 'Bad') throw new Error('bad one');",
      ),
    });
    const [bad, good] = [add(w, w.demo, 2, 'Bad'), add(w, w.demo, 3, 'Good')];
    await w.youTrack.advance(MINUTE);
    expect([w.issue, bad, good].map((id) => w.get(id, 'description') ?? null)).toEqual([
      'done',
      null,
      'done',
    ]);
    expect(failed(w)).toEqual([`it failed on ${bad}: bad one`]);
  },
  'what one committed the next one sees': async () => {
    const w = worldOf({
      'rule.js': onSchedule(
        "console.log(entities.Issue.findById('DEMO-1').description); ctx.issue.description = 'done';",
      ),
    });
    add(w, w.demo, 2, 'Second');
    await w.youTrack.advance(MINUTE);
    expect(told(w)).toEqual(['null', 'done']);
  },
  'an on-change rule can refuse one': async () => {
    const w = worldOf({
      'a.js': onSchedule("ctx.issue.description = 'x';"),
      'b.js': onChange("throw new Error('no');", "guard: (ctx) => ctx.issue.isChanged('description'),"),
    });
    await w.youTrack.advance(MINUTE);
    expect(w.get(w.issue, 'description')).toBeNull();
    expect(failed(w)).toEqual([`it failed on ${w.issue}: no`]);
  },
});

statement('§4', 'D', '`updated` and `updatedBy` stay as they are unless the rule wants otherwise', {
  'by default': async () => {
    const w = worldOf({ 'rule.js': onSchedule("ctx.issue.description = 'x';") });
    await w.youTrack.advance(MINUTE);
    expect([w.get(w.issue, 'description'), w.get(w.issue, 'updated'), w.get(w.issue, 'updatedBy')]).toEqual([
      'x',
      START,
      { ref: w.admin },
    ]);
  },
  'with modifyUpdatedProperties': async () => {
    const w = worldOf({
      'rule.js': onSchedule("ctx.issue.description = 'x';", 'modifyUpdatedProperties: true,'),
    });
    await w.youTrack.advance(30_000);
    expect(w.get(w.issue, 'updated')).toBe(START + 30_000);
  },
});

statement('§4', 'D', 'A guard leaves issues out', {
  'without a transaction': async () => {
    const w = worldOf({
      'rule.js': onSchedule('console.log(ctx.issue.id);', "guard: (ctx) => ctx.issue.summary !== 'First',"),
    });
    add(w, w.demo, 2, 'Second');
    await w.youTrack.advance(MINUTE);
    expect(told(w)).toEqual(['DEMO-2']);
  },
});

statement('§4', 'D', 'Schedules go by the time zone of the Global Settings', {
  'noon in Tokyo': async () => {
    const rule = onSchedule('console.log(new Date().toISOString());', "cron: '0 0 12 * * ?',");
    const w = worldOf({ 'rule.js': rule }, { options: { timeZone: 'Asia/Tokyo' } });
    await w.youTrack.advance(DAY);
    expect(told(w)).toEqual(['2026-01-06T03:00:00.000Z']);
  },
});
