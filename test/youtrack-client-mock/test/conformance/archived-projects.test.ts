/** Projects that are archived: their rules, and who still reaches their issues. */
import { expect } from 'vitest';
import type { World } from '../engine/world.ts';
import { failed, onChange, onSchedule, told, valueIn, worldOf } from './probe.ts';
import { statement } from './statement.ts';

const MINUTE = 60_000;

function archive(w: World, project: string, archived = true): void {
  w.youTrack.administer(w.admin, (tx) => tx.set(project, 'archived', archived));
}

function add(w: World, project: string, number: number, reported = true): void {
  w.youTrack.administer(w.admin, (tx) => {
    tx.create('Issue', {
      project: { ref: project },
      numberInProject: number,
      summary: 'Another',
      description: null,
      reporter: { ref: w.admin },
      reported,
    });
  });
}

// Source: JetBrains' page "Archive a Project".
statement('§2', 'D', 'Rules of an archived project do not run until it is restored', {
  'on a change': () => {
    const w = worldOf({ 'rule.js': onChange('console.log(ctx.issue.summary);') });
    archive(w, w.demo);
    w.edit({ summary: 'Second' });
    expect(told(w)).toEqual([]);
    archive(w, w.demo, false);
    w.edit({ summary: 'Third' });
    expect(told(w)).toEqual(['Third']);
  },
  'on a schedule': async () => {
    const w = worldOf({ 'rule.js': onSchedule('console.log(ctx.project.key);') });
    w.youTrack.apps.attach('demo-app', w.other);
    add(w, w.other, 1);
    archive(w, w.demo);
    await w.youTrack.advance(MINUTE);
    expect(told(w)).toEqual(['OTHER']);
    archive(w, w.demo, false);
    await w.youTrack.advance(MINUTE);
    expect(told(w).sort()).toEqual(['DEMO', 'OTHER', 'OTHER']);
  },
  'by a command': () => {
    const action = onChange("console.log('ran');", "title: 'Review', command: 'review',").replace(
      'Issue.onChange',
      'Issue.action',
    );
    const w = worldOf({ 'rule.js': action });
    const command = () =>
      w.youTrack.write(w.developer, (tx) =>
        w.youTrack.automation.command(tx, w.developer, w.issue, 'review'),
      );
    archive(w, w.demo);
    expect(command()).toBeUndefined();
    archive(w, w.demo, false);
    expect(command()).toBe('');
  },
});

statement('§2', 'D', 'Rules of other projects reach issues of an archived one', {
  'by their id': () => {
    const w = worldOf({
      'rule.js': onChange(
        "const found = entities.Issue.findById('OTHER-1'); console.log(found.summary, found.project.isArchived);",
      ),
    });
    add(w, w.other, 1);
    archive(w, w.other);
    w.edit({ summary: 'Second' });
    expect(told(w)).toEqual(['Another true']);
  },
});

statement('§4', 'D', 'No search finds issues of an archived project', {
  'whoever asks, and wherever': () => {
    const w = worldOf({
      'rule.js': onChange(
        `const other = entities.Project.findByKey('OTHER');
         const keys = (found) => found.map((issue) => issue.id).join('+');
         console.log([search.search(null, ''), search.search(other, ''), search.search('project: OTHER')].map(keys).join());`,
      ),
    });
    add(w, w.other, 1);
    w.edit({ summary: 'Second' });
    archive(w, w.other);
    w.edit({ summary: 'Third' });
    expect(told(w)).toEqual(['DEMO-1+OTHER-1,OTHER-1,OTHER-1', 'DEMO-1,,']);
  },
});

/** What a search of DEMO-1 and another issue throws. */
const thrownFor = (id: string) =>
  valueIn(
    `(() => { try { return search.search('issue id: DEMO-1, ${id}').size; } catch (e) { return String(e); } })()`,
  );

statement('§4', '?', 'A search for several issues by id is refused when one of them is out of its reach', {
  'because it never was, or belongs to no project': () => {
    expect(thrownFor('DEMO-1')).toBe(1);
    for (const id of ['DEMO-77', 'GONE-7']) expect(thrownFor(id)).toContain(id);
  },
  'because it is deleted, a draft, or its project archived': () => {
    const query = 'issue id: DEMO-1, OTHER-1';
    const tried = `try { console.log(search.search('${query}').size); } catch (e) { console.log(String(e)); }`;
    const spoil: readonly ((w: World) => void)[] = [
      (w) => add(w, w.other, 1, false),
      (w) => {
        add(w, w.other, 1);
        archive(w, w.other);
      },
      (w) => {
        add(w, w.other, 1);
        w.youTrack.write(w.admin, (tx) => {
          for (const issue of tx.find('Issue', 'project', { ref: w.other })) tx.remove(issue);
        });
      },
    ];
    for (const one of spoil) {
      const w = worldOf({ 'rule.js': onChange(tried) });
      one(w);
      w.edit({ summary: 'Second' });
      expect(told(w)).toEqual([expect.stringContaining('OTHER-1')]);
    }
  },
  'and so is that of a scheduled rule, for all its projects': async () => {
    const w = worldOf({
      'rule.js': onSchedule("console.log('ran');", "search: 'issue id: DEMO-1, GONE-7',"),
    });
    await w.youTrack.advance(MINUTE);
    expect(told(w)).toEqual([]);
    expect(failed(w)[0]).toContain('The value "GONE-7" isn\'t used for the issue id field.');
  },
});
