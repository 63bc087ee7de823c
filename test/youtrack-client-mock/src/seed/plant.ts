/** Writes a seed straight into the store of an empty YouTrack: no rule runs, nobody is notified. */
import type { YouTrack } from '../engine/types.ts';
import { textOf } from '../model/props.ts';
import { Transaction } from '../model/transaction.ts';
import { plantArticles } from './articles.ts';
import { plantBoards } from './boards.ts';
import { createDirectories } from './directory.ts';
import { plantFields } from './fields.ts';
import { plantIssue } from './issues.ts';
import type { SeededUser } from './people.ts';
import { plantGroups, plantRoles, plantUsers } from './people.ts';
import { plantProjects, plantTags } from './projects.ts';
import type { Seed, SeedUser } from './schema.ts';

export type { SeededUser } from './people.ts';

/** A seed changes the store on behalf of nobody: the users it would need are what it plants. */
const NOBODY = '';

/**
 * One more user of a YouTrack that runs. A guest has no token.
 * @throws SeedError when there is such a user, or no such project.
 */
export function plantUser(
  { store, now }: Pick<YouTrack, 'store' | 'now'>,
  user: SeedUser,
): SeededUser | undefined {
  const tx = new Transaction(store, NOBODY);
  const directories = createDirectories();
  for (const id of tx.all('Project')) directories.projects.add(textOf(tx, id, 'shortName'), id, 'project');
  for (const id of tx.all('User')) directories.users.add(textOf(tx, id, 'login'), id, 'login');
  const [planted] = plantUsers(tx, [user], directories, now());
  plantRoles(tx, [user], directories);
  tx.commit();
  return planted;
}

/**
 * @returns everybody one can be, in the order of the seed. Guests have no token and are not among them.
 * @throws SeedError that names what does not fit; what was planted by then is of no use.
 */
export function plantSeed(youTrack: Pick<YouTrack, 'store' | 'now'>, seed: Seed): readonly SeededUser[] {
  const { store } = youTrack;
  const now = youTrack.now();
  const directories = createDirectories();
  const tx = new Transaction(store, NOBODY);
  const users = plantUsers(tx, seed.users, directories, now);
  plantGroups(tx, seed.groups, directories);
  const bundles = plantFields(tx, seed.fields, directories);
  plantProjects(tx, seed.projects, directories, bundles);
  plantRoles(tx, seed.users, directories);
  plantTags(tx, seed.tags, directories);
  plantArticles(tx, seed.articles, directories, now);
  tx.commit();
  for (const [index, issue] of seed.issues.entries()) {
    // One transaction each: look-ups go through what a transaction has made one by one.
    const single = new Transaction(store, NOBODY);
    plantIssue(single, issue, directories, now, `issues.${index}`);
    single.commit();
  }
  const last = new Transaction(store, NOBODY);
  plantBoards(last, seed.boards, directories, now);
  last.commit();
  return users;
}
