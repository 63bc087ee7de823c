/** What YouTrack does seldom: overlapping transactions, copies, restored issues, renamed values. */
import * as v from 'valibot';
import { AUTHOR, type NamedField, VALUES } from './places.ts';
import type { Change, Step } from './steps.ts';
import { Violation, type World } from './world.ts';

const FieldsSchema = v.array(
  v.object({
    field: v.object({ name: v.string() }),
    bundle: v.nullish(
      v.object({ id: v.string(), values: v.array(v.object({ id: v.string(), name: v.string() })) }),
    ),
  }),
);

const BUNDLE_TYPES: Readonly<Record<NamedField, string>> = {
  Type: 'enum',
  State: 'state',
  Component: 'ownedField',
  Platforms: 'enum',
};

/** No rule hears of it, and no issue is changed. */
export async function rename(
  world: World,
  { field, value, back }: Extract<Step, { do: 'rename' }>,
): Promise<void> {
  const before = world.valueNames(field)[value];
  const original = VALUES[field][value];
  if (before === undefined || original === undefined) return;
  const after = back ? original : `${original} (${world.tally.of('value renamed') % 3})`;
  if (after === before) return;
  const path = 'admin/projects/SHOP/customFields?fields=field(name),bundle(id,values(id,name))';
  const fields = v.parse(FieldsSchema, await world.admin.get(path));
  const bundle = fields.find((one) => one.field.name === field)?.bundle;
  const element = bundle?.values.find(({ name }) => name === before);
  if (!bundle || element === undefined) throw new Error(`There is no value ${before} of ${field}`);
  await world.admin.post(
    `admin/customFieldSettings/bundles/${BUNDLE_TYPES[field]}/${bundle.id}/values/${element.id}`,
    { name: after },
  );
  world.rename(field, value, after);
  world.tally.count('value renamed');
}

/** Extension properties go with a copy. */
export async function copy(world: World, id: string, rules: boolean): Promise<void> {
  const copied = await world.edit(() => world.server.youTrack.copyIssue(id, { rules }));
  world.living.push(v.parse(v.string(), copied));
  world.tally.count('issue copied');
}

export function restore(world: World, pick: number): void {
  const id = world.deleted[pick % Math.max(1, world.deleted.length)];
  if (id === undefined) return;
  world.server.youTrack.restoreIssue(id);
  world.deleted = world.deleted.filter((one) => one !== id);
  world.living.push(id);
  world.tally.count('issue restored');
}

/** While a transaction is held, an edit of the same issue is committed; then the first is replayed or run again. */
export async function interleave(
  world: World,
  id: string,
  { first, replay }: Extract<Step, { do: 'interleave' }>,
  edit: (change: Change) => Promise<void>,
): Promise<void> {
  const { youTrack } = world.server;
  const before = youTrack.interleaved().overlaps;
  const refused: unknown[] = [];
  const meanwhile = (): void => {
    if (!world.living.includes(id)) return;
    const author = youTrack.read((tx) => [...tx.find('User', 'login', AUTHOR)][0] ?? '');
    try {
      youTrack.write(author, (tx) => tx.set(id, 'summary', `Meanwhile ${youTrack.now()}`));
    } catch (error) {
      refused.push(error);
    }
  };
  const arm = (): void => youTrack.interleave({ replay, meanwhile });
  switch (first) {
    case 'edit':
      arm();
      await edit({ part: 'description', text: 'plain words' });
      break;
    case 'drain':
      await edit({ part: 'summary', text: 'Before the overlap' });
      arm();
      await world.pass(3_000);
      break;
    case 'answer':
      await edit({ part: 'summary', text: 'Before the overlap' });
      await world.passHolding(4_000, async () => arm());
  }
  if (refused.length > 0) throw new Violation(`A user's edit was refused: ${String(refused[0])}`);
  const overlaps = youTrack.interleaved().overlaps - before;
  if (overlaps > 0) world.tally.count(`overlap with ${NAMES[first]}`, overlaps);
}

const NAMES = { edit: 'an edit', drain: 'a drain', answer: 'an answer' };
