/** Carries the steps of a history out. */
import { bulk, edit, tag } from './edits.ts';
import { type ConnectedKey, firstChoice } from './places.ts';
import { whatIsWrong } from './rest.ts';
import type { Step } from './steps.ts';
import { copy, interleave, rename, restore } from './unusual.ts';
import type { World } from './world.ts';

/** A step that finds nothing to act on does nothing. */
export async function act(world: World, step: Step): Promise<void> {
  switch (step.do) {
    case 'nothing':
      return;
    case 'create':
      return create(world, step);
    case 'edit':
      return onLiving(world, step.issue, (id) => edit(world, id, step.change));
    case 'same':
      return onLiving(world, step.issue, async (id) => {
        const now = await world.admin.get(`issues/${id}?fields=summary`);
        await world.edit(() => world.editor.post(`issues/${id}`, now));
      });
    case 'thereAndBack':
      return onLiving(world, step.issue, async (id) => {
        const before = await world.admin.get(`issues/${id}?fields=summary`);
        await world.edit(() => world.editor.post(`issues/${id}`, { summary: 'There and back' }));
        await world.pass(step.between);
        await world.edit(() => world.editor.post(`issues/${id}`, before));
      });
    case 'bulk':
      return bulk(world, step);
    case 'editInFlight':
      return onLiving(world, step.issue, (id) => editInFlight(world, id, step));
    case 'delete':
      return onLiving(world, step.issue, async (id) => {
        await world.beforeLeaving(id);
        await world.edit(() => world.admin.delete(`issues/${id}`));
        world.living = world.living.filter((one) => one !== id);
        world.deleted.push(id);
        world.tally.count('issue deleted');
      });
    case 'move':
      return onLiving(world, step.issue, async (id) => {
        await world.beforeLeaving(id);
        await world.edit(() =>
          world.admin.post(`issues/${id}`, { project: { id: world.projectIds.get(step.to) } }),
        );
        world.tally.count('issue moved');
      });
    case 'tag':
      return onLiving(world, step.issue, (id) => tag(world, id, step.tag, step.on));
    case 'restrict':
      return onLiving(world, step.issue, async (id) => {
        await world.edit(() => world.admin.post(`issues/${id}`, { visibility: step.on ? RESTRICTED : OPEN }));
        world.tally.count('visibility changed');
      });
    case 'vote':
      return vote(world, step.issue);
    case 'retry':
      return onLiving(world, step.issue, (id) => world.subject.retry(world.admin, id));
    case 'configure':
      return configure(world, step.project, { mapping: step.mapping, filter: step.filter });
    case 'board':
      for (const id of world.living)
        if ((await world.projectOf(id)) === step.project) await world.beforeLeaving(id);
      return configure(world, step.project, { board: step.board });
    case 'attached':
      await world.attach(step.project, step.on);
      if (!step.on) world.tally.count('app detached');
      return;
    case 'enabled':
      await world.enable(step.on);
      if (!step.on) world.tally.count('app disabled');
      return;
    case 'author':
      await world.ban(!step.on);
      if (!step.on) world.tally.count('author banned');
      return;
    case 'token':
      if (step.on) return world.lookAfterConnection();
      await world.network.revoke(world.token);
      world.tally.count('token revoked');
      return;
    case 'restartYouTrack':
      world.restartYouTrack();
      world.tally.count('YouTrack restarted');
      return;
    case 'restartDucalis':
      await world.network.restart();
      world.tally.count('Ducalis restarted');
      return;
    case 'pass':
      return world.pass(step.ms);
    case 'sleep':
      return world.sleep(() => world.pass(step.ms));
    case 'reinstall':
      return reinstall(world);
    case 'clock':
    case 'nodes':
    // They are for a world in which faults last.
    case 'stick':
    case 'note':
    case 'voteFor':
      return;
    case 'trouble':
      return trouble(world, step);
    case 'restore':
      return restore(world, step.issue);
    case 'copy':
      return onLiving(world, step.issue, (id) => copy(world, id, step.issue % 2 === 0));
    case 'rename':
      return rename(world, step);
    case 'interleave':
      return onLiving(world, step.issue, (id) =>
        world.subject.canBeHeld
          ? interleave(world, id, step, (change) => edit(world, id, change))
          : Promise.resolve(),
      );
  }
}

/** With a Ducalis that answers. What is on a board although it should not be is nobody's afterwards. */
async function reinstall(world: World): Promise<void> {
  await world.network.trouble([], world.server.youTrack.now(), world.tally);
  const astray = (await whatIsWrong(world)).filter(({ kind }) => kind === 'extra' || kind === 'double');
  await world.reinstall(new Set(astray.map(({ key }) => key)));
  world.tally.count('app installed again');
}

/** Where nothing is sent, nothing can go wrong: now and then an administrator has made sure of that before. */
async function trouble(
  world: World,
  { trouble, issue, open }: Extract<Step, { do: 'trouble' }>,
): Promise<void> {
  if (open) await world.resume();
  await world.network.trouble(trouble, world.server.youTrack.now(), world.tally);
  if (issue === undefined) return;
  await onLiving(world, issue, async (id) => {
    await edit(world, id, { part: 'points', number: world.living.length + issue });
    await world.pass(3_000);
  });
}

const OPEN = { $type: 'UnlimitedVisibility' };
const RESTRICTED = {
  $type: 'LimitedVisibility',
  permittedUsers: [{ login: 'admin' }, { login: 'developer' }],
};

async function onLiving(world: World, pick: number, work: (id: string) => Promise<void>): Promise<void> {
  const id = world.living[pick % Math.max(1, world.living.length)];
  if (id !== undefined) await work(id);
}

async function create(world: World, step: Extract<Step, { do: 'create' }>): Promise<void> {
  await world.create(step.project, {
    summary: `Issue ${world.living.length + world.deleted.length + 1}`,
    ...(step.restricted ? { visibility: RESTRICTED } : {}),
    ...(step.tag ? { tags: [{ name: 'release' }] } : {}),
  });
}

/** The edit comes while the call that carries an earlier one is on its way. */
async function editInFlight(
  world: World,
  id: string,
  { change, meanwhile }: Extract<Step, { do: 'editInFlight' }>,
): Promise<void> {
  const { network, tally } = world;
  if (!world.subject.canBeHeld) {
    await edit(world, id, { part: 'summary', text: 'On its way' });
    return edit(world, id, change);
  }
  await edit(world, id, { part: 'summary', text: `On its way ${tally.of('edit in flight')}` });
  await world.passHolding(4_000, async () => {
    tally.count('edit in flight');
    await edit(world, id, change);
    if (meanwhile === 'restartYouTrack') {
      world.restartYouTrack();
      tally.count('YouTrack restarted with a call under way');
    }
    if (meanwhile === 'restartDucalis') {
      await network.restart();
      tally.count('Ducalis restarted with a call under way');
    }
  });
}

async function vote(world: World, pick: number): Promise<void> {
  const own = (await world.network.issues()).filter(
    ({ external_id }) => external_id?.startsWith('foreign') === false,
  );
  const issue = own[pick % Math.max(1, own.length)];
  if (issue === undefined) return;
  const criteria = issue.board === '1' ? ['reach', 'revenue', 'effort'] : ['reliability', 'effort'];
  await world.network.vote(issue, Object.fromEntries(criteria.map((one) => [one, 1 + (pick % 3)])));
  world.tally.count('vote');
}

async function configure(
  world: World,
  project: ConnectedKey,
  change: { readonly mapping?: number; readonly filter?: number; readonly board?: '1' | '2' },
): Promise<void> {
  const choice = { ...(world.choices.get(project) ?? firstChoice(project)), ...change };
  if (!(await world.subject.configure(world.admin, project, choice))) return;
  world.choices.set(project, choice);
  world.tally.count(change.board === undefined ? 'mapping or filter changed' : 'board changed');
}
