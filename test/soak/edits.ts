/** What people change in issues, through REST. */
import type { NamedField } from './places.ts';
import type { Change, Step } from './steps.ts';
import type { World } from './world.ts';

export async function edit(world: World, id: string, change: Change): Promise<void> {
  const body = await bodyFor(world, id, change);
  if (body !== null) await world.edit(() => world.editor.post(`issues/${id}`, body));
}

const DAY_MS = 86_400_000;

async function bodyFor(world: World, id: string, change: Change): Promise<object | null> {
  const field = ($type: string, name: string, value: unknown) => ({ customFields: [{ $type, name, value }] });
  switch (change.part) {
    case 'summary':
      return { summary: change.text };
    case 'description':
      return { description: change.text };
    case 'named': {
      const type =
        change.field === 'State'
          ? 'StateIssueCustomField'
          : change.field === 'Type'
            ? 'SingleEnumIssueCustomField'
            : 'SingleOwnedIssueCustomField';
      return field(type, change.field, { name: valueName(world, change.field, change.value) });
    }
    case 'platforms': {
      const names = change.values.map((value) => valueName(world, 'Platforms', value));
      return field(
        'MultiEnumIssueCustomField',
        'Platforms',
        names.map((name) => ({ name })),
      );
    }
    case 'assignee':
      return field(
        'SingleUserIssueCustomField',
        'Assignee',
        change.login === null ? null : { login: change.login },
      );
    case 'customer':
      return field('SimpleIssueCustomField', 'Customer', change.text);
    case 'points':
      return field('SimpleIssueCustomField', 'Story points', change.number);
    case 'due': {
      const at = Math.floor(world.server.youTrack.now() / DAY_MS) * DAY_MS + DAY_MS / 2;
      return (await world.projectOf(id)) === 'APP'
        ? null
        : field('DateIssueCustomField', 'Due date', change.day === null ? null : at + change.day * DAY_MS);
    }
  }
}

function valueName(world: World, field: NamedField, value: number): string {
  return world.valueNames(field)[value] ?? '';
}

export async function bulk(world: World, step: Extract<Step, { do: 'bulk' }>): Promise<void> {
  const found: string[] = [];
  for (const id of world.living) if ((await world.projectOf(id)) === step.project) found.push(id);
  if (found.length === 0) return;
  const name = valueName(world, step.field, step.value);
  await world.edit(() =>
    world.editor.post('commands', { query: `${step.field} {${name}}`, issues: found.map((id) => ({ id })) }),
  );
  world.tally.count('bulk edit');
}

export async function tag(world: World, id: string, name: string, on: boolean): Promise<void> {
  const tags = (await world.tagsOf(id)).filter((one) => one !== name);
  await world.edit(() =>
    world.admin.post(`issues/${id}`, {
      tags: [...tags, ...(on ? [name] : [])].map((one) => ({ name: one })),
    }),
  );
  world.tally.count('tags changed');
}
