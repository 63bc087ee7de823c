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
  'the last day, days before it, and the last and the nearest day of work': async () => {
    const inSpring = async (day: string): Promise<string[]> => {
      const times = await timesOf(`0 0 9 ${day} 2-4 ? 2026,2028`, 3 * 366 * DAY);
      return times.map((time) => time.slice(2, 10));
    };
    expect(await inSpring('L')).toEqual([
      ...['26-02-28', '26-03-31', '26-04-30', '28-02-29', '28-03-31', '28-04-30'],
    ]);
    expect(await inSpring('L-3')).toEqual([
      ...['26-02-25', '26-03-28', '26-04-27', '28-02-26', '28-03-28', '28-04-27'],
    ]);
    // The last of February 2026 is a Saturday, and so is 15 April 2028.
    expect(await inSpring('LW')).toEqual([
      ...['26-02-27', '26-03-31', '26-04-30', '28-02-29', '28-03-31', '28-04-28'],
    ]);
    expect(await inSpring('15W')).toEqual([
      ...['26-02-16', '26-03-16', '26-04-15', '28-02-15', '28-03-15', '28-04-14'],
    ]);
  },
  'the last and the third day of that name in a month': async () => {
    const in2 = async (weekday: string): Promise<string[]> =>
      (await timesOf(`0 0 9 ? * ${weekday}`, 56 * DAY)).map((time) => time.slice(5, 10));
    expect(await in2('6L')).toEqual(['01-30', '02-27']);
    expect(await in2('FRIL')).toEqual(['01-30', '02-27']);
    expect(await in2('6#3')).toEqual(['01-16', '02-20']);
    expect(await in2('fri#3')).toEqual(['01-16', '02-20']);
    // Saturday ends the week.
    expect((await in2('L')).slice(0, 2)).toEqual(['01-10', '01-17']);
  },
  'lists, names, steps, years, and ranges that pass the end': async () => {
    const in9 = async (cron: string): Promise<string[]> =>
      (await timesOf(cron, 9 * DAY)).map((time) => time.slice(5, 16));
    expect(await in9('0 0 9 ? Nov-Jan fri-SUN,tue 2026/2')).toEqual([
      ...['01-06T09:00', '01-09T09:00', '01-10T09:00', '01-11T09:00', '01-13T09:00'],
    ]);
    expect(await in9('0 0 22-2/2 13 * ?')).toEqual(['01-13T00:00', '01-13T02:00', '01-13T22:00']);
    expect(await in9('0 50-5/5,20 9 7 1 ? 2026-2028')).toEqual([
      ...['01-07T09:00', '01-07T09:05', '01-07T09:20', '01-07T09:50', '01-07T09:55'],
    ]);
    expect(await in9('0 0 9 */7 JAN ?')).toEqual(['01-08T09:00']);
    expect(await in9('0 0 9 ? * MON/3 *')).toEqual(['01-08T09:00', '01-12T09:00']);
  },
  'what is none is refused when the app is imported': () => {
    const wrong = [
      ...['0 0 12 * * *', '0 0 12 1 * MON', '0 0 12 ? * ?', '0 12 * * *', '0 0 12 1 1 ? 2026 2027', '@daily'],
      ...['60 0 0 1 1 ?', '0 0 24 1 1 ?', '0 0 0 0 1 ?', '0 0 0 32 1 ?', '0 0 0 1 13 ?', '0 0 0 ? 1 0'],
      ...['0 0 0 ? 1 8', '0 0/90 0 1 1 ?', '0 0/0 0 1 1 ?', '? 0 0 1 1 ?', '0 0 0 ? ? 1', '0 0 0 1 1 ? ?'],
      ...['0 0 0 L,15 1 ?', '0 0 0 1,15W 1 ?', '0 0 0 L-31 1 ?', '0 0 0 ? 1 6#6', '0 0 0 ? 1 2#1,6#3'],
      ...['0 0 0 ? 1 2L,6L', '0 0 0 ? 1 +2', '0 0 0 ? 1 6#L'],
    ];
    for (const cron of wrong) {
      const files = { 'rule.js': onSchedule('', `cron: '${cron}',`) };
      expect(() => worldOf(files)).toThrow('is no Quartz cron expression');
    }
    expect(() => worldOf({ 'rule.js': onSchedule('', "cron: '0 0 25 ? * MON',") })).toThrow(
      'rule.js: cron: is no Quartz cron expression: 25 is no number from 0 to 23 for the hour',
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
