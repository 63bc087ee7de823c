/** Custom fields that are shown only where another one has a certain value, over REST. */
import * as v from 'valibot';
import { expect } from 'vitest';
import { conditional, reason, SENTENCE, state } from './hidden-fields-world.ts';
import { statement } from './statement.ts';

statement('§10', 'O', 'A field that a condition hides is dropped on create and refused on update', {
  'until the field it depends on has the value': async () => {
    const { admin, project, edit, valuesOf } = await conditional();
    const create = async (...customFields: readonly object[]) =>
      v.parse(
        v.object({ idReadable: v.string() }),
        (await admin.post('issues?fields=idReadable', { project, summary: 'x', customFields })).body,
      ).idReadable;
    const hidden = await create(reason, state('Open'));
    expect(await valuesOf(hidden)).toEqual({ State: 'Open', Reason: null });
    expect(await valuesOf(await create(reason, state('Fixed')))).toEqual({ State: 'Fixed', Reason: 'Typo' });

    expect((await edit(hidden, { summary: 'y', customFields: [reason] })).status).toBe(400);
    const fields = v.parse(
      v.array(v.object({ id: v.string(), name: v.string() })),
      (await admin.get(`issues/${hidden}/customFields?fields=id,name`)).body,
    );
    const id = fields.find(({ name }) => name === 'Reason')?.id ?? '';
    expect((await admin.post(`issues/${hidden}/customFields/${id}`, reason)).status).toBe(400);
    expect((await admin.get(`issues/${hidden}?fields=summary`)).body).toMatchObject({ summary: 'x' });
  },
  'also by the same request, in whatever order': async () => {
    const { edit, valuesOf } = await conditional();
    expect((await edit('DEMO-1', { customFields: [reason, state('Fixed')] })).status).toBe(200);
    expect(await valuesOf('DEMO-1')).toEqual({ State: 'Fixed', Reason: 'Typo' });
    expect((await edit('DEMO-1', { customFields: [reason, state('Open')] })).status).toBe(400);
  },
});

statement('§10', 'D', 'The refusal of an update says on which value the field depends', {
  'as an invalid issue': async () => {
    const { edit } = await conditional();
    const { body } = await edit('DEMO-1', { customFields: [reason] });
    expect(body).toEqual({
      error: 'invalid_properties',
      error_description: SENTENCE,
      error_children: [{ error: 'Issue-is-invalid', error_description: SENTENCE }],
    });
  },
});
