/** Who may write a custom field that is shown only where another one has a certain value, while it is hidden. */
import { expect } from 'vitest';
import { conditional, reason, SENTENCE, state, WRITES } from './hidden-fields-world.ts';
import { getX, onChange, onSchedule } from './probe.ts';
import { statement } from './statement.ts';

statement('§2', 'D', 'A workflow cannot set the value of a field that a condition hides', {
  'a rule that tries refuses the change, even when it catches': async () => {
    const caught = WRITES.replace(
      /action: \(ctx\) => \{(.*)\} \}\);/s,
      'action: (ctx) => { try {$1} catch {} } });',
    );
    for (const script of [WRITES, caught]) {
      const { edit, valuesOf } = await conditional(script);
      expect(await edit('DEMO-1', { summary: 'Second' })).toMatchObject({
        status: 400,
        body: { error: 'invalid_properties', error_description: SENTENCE },
      });
      expect(await valuesOf('DEMO-1')).toEqual({ State: 'Open', Reason: null });
      expect((await edit('DEMO-2', { summary: 'Second' })).status).toBe(200);
    }
  },
  'unless the same change shows it': async () => {
    const script = WRITES.replace('ctx.Reason.Typo;', '$& ctx.issue.fields.State = ctx.State.Fixed;');
    const { edit, valuesOf } = await conditional(script);
    expect((await edit('DEMO-1', { summary: 'Second' })).status).toBe(200);
    expect(await valuesOf('DEMO-1')).toEqual({ State: 'Fixed', Reason: 'Typo' });
  },
  'nor can a scheduled rule or a handler': async () => {
    const write = "issue.fields.Reason = issue.project.findFieldByName('Reason').findValueByName('Typo');";
    const scheduled = await conditional(onSchedule(`const { issue } = ctx; ${write}`));
    await scheduled.youTrack.advance(60_000);
    expect(scheduled.lines('error')).toEqual([expect.stringContaining(SENTENCE)]);
    const called = await conditional(
      getX(`const issue = entities.Issue.findById('DEMO-1'); ${write}`).replace('GET', 'POST'),
    );
    expect(await called.admin.post('extensionEndpoints/demo-app/handler/x', {})).toMatchObject({
      status: 400,
      body: { error_description: SENTENCE },
    });
    for (const { valuesOf } of [scheduled, called]) expect((await valuesOf('DEMO-1')).Reason).toBeNull();
  },
});

statement(
  '§2',
  '?',
  'What is written into a hidden field refuses the change here; set otherwise, it is left out',
  {
    'the rest of the change is kept, and the log says so': async () => {
      const { edit, admin, lines, valuesOf } = await conditional(WRITES, { hiddenFields: 'drop' });
      expect((await edit('DEMO-1', { summary: 'Second' })).status).toBe(200);
      expect((await admin.get('issues/DEMO-1?fields=summary')).body).toMatchObject({ summary: 'Second' });
      expect(await valuesOf('DEMO-1')).toEqual({ State: 'Open', Reason: null });
      expect(lines('warn')).toEqual([
        expect.stringMatching(`^What was written to .* is left out: ${SENTENCE}$`),
      ]);
    },
    'over REST it is refused all the same': async () => {
      const { edit } = await conditional(undefined, { hiddenFields: 'drop' });
      expect((await edit('DEMO-1', { customFields: [reason] })).status).toBe(400);
    },
    'a command is refused or left out as a rule is': async () => {
      for (const [hiddenFields, status] of [
        ['refuse', 400],
        ['drop', 200],
      ] as const) {
        const { admin, valuesOf } = await conditional(undefined, { hiddenFields });
        const command = (query: string) =>
          admin.post('commands', { query, issues: [{ idReadable: 'DEMO-1' }] });
        expect((await command('Reason Typo')).status).toBe(status);
        expect(await valuesOf('DEMO-1')).toEqual({ State: 'Open', Reason: null });
        expect((await command('Reason Typo State Fixed')).status).toBe(200);
        expect(await valuesOf('DEMO-1')).toEqual({ State: 'Fixed', Reason: 'Typo' });
      }
    },
  },
);

statement('§2', '?', 'A hidden field that still holds a value keeps it here until it is emptied', {
  'hiding it changes nothing, and a rule may empty it': async () => {
    const script = onChange('ctx.issue.fields.Reason = null;');
    const { edit, valuesOf } = await conditional(script);
    expect((await edit('DEMO-2', { customFields: [state('Open')] })).status).toBe(200);
    expect(await valuesOf('DEMO-2')).toEqual({ State: 'Open', Reason: 'Typo' });
    expect((await edit('DEMO-2', { summary: 'Second' })).status).toBe(200);
    expect(await valuesOf('DEMO-2')).toEqual({ State: 'Open', Reason: null });
  },
});

statement('§2', '?', 'An issue that is new in its project comes without values in hidden fields here', {
  'after a move and in a copy': async () => {
    const { edit, other, youTrack, valuesOf } = await conditional();
    const copy = await youTrack.copyIssue(
      youTrack.read((tx) => [...tx.find('Issue', 'numberInProject', 2)][0] ?? ''),
      { project: other.id },
    );
    expect(await valuesOf(copy)).toEqual({ State: 'Fixed', Reason: null });
    expect((await edit('DEMO-2', { project: other })).status).toBe(200);
    expect(await valuesOf('OTHER-2')).toEqual({ State: 'Fixed', Reason: null });
  },
  'and where a rule makes it': async () => {
    const script = onChange(
      "new entities.Issue(ctx.currentUser, entities.Project.findByKey('OTHER'), 'Made');",
    );
    const { edit, valuesOf } = await conditional(script);
    expect((await edit('DEMO-1', { summary: 'Second' })).status).toBe(200);
    expect(await valuesOf('OTHER-1')).toEqual({ State: null, Reason: null });
  },
  'nor is a default set where the field is hidden': async () => {
    const { edit, other, valuesOf } = await conditional(onChange('ctx.issue.setDefaultFieldValues();'));
    expect((await edit('DEMO-2', { project: other })).status).toBe(200);
    expect((await edit('OTHER-1', { summary: 'Second' })).status).toBe(200);
    expect(await valuesOf('OTHER-1')).toEqual({ State: 'Fixed', Reason: null });
    expect((await edit('OTHER-1', { summary: 'Third', customFields: [state('Open')] })).status).toBe(200);
    expect(await valuesOf('OTHER-1')).toEqual({ State: 'Open', Reason: 'Crash' });
  },
});

statement('§2', 'D', 'A field says whether it is visible in an issue, and becomes so or stops to be', {
  'to a rule that asks before it writes': async () => {
    const script = onChange(
      `const field = ctx.project.findFieldByName('Reason');
      console.log(ctx.issue.id, field.isVisibleInIssue(ctx.issue), field.becomesVisibleInIssue(ctx.issue),
        field.becomesInvisibleInIssue(ctx.issue));`,
      'guard: () => true,',
    );
    const { edit, lines } = await conditional(script);
    await edit('DEMO-1', { summary: 'Second' });
    await edit('DEMO-1', { customFields: [state('Fixed')] });
    await edit('DEMO-1', { summary: 'Third' });
    await edit('DEMO-1', { customFields: [state('Open')] });
    expect(lines('info')).toEqual([
      'DEMO-1 false false false',
      'DEMO-1 true true false',
      'DEMO-1 true false false',
      'DEMO-1 false false true',
    ]);
  },
  'one without a condition always is': async () => {
    const script = onChange(
      "const field = ctx.project.findFieldByName('State'); console.log(field.isVisibleInIssue(ctx.issue), field.becomesInvisibleInIssue(ctx.issue));",
    );
    const { edit, lines } = await conditional(script);
    await edit('DEMO-1', { summary: 'Second' });
    expect(lines('info')).toEqual(['true false']);
  },
});
