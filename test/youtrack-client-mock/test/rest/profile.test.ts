/** What a widget asks about the person in front of it: how dates are written for them, and what they may do where. */
import { describe, expect, it } from 'vitest';
import { SEED } from './support/seed.ts';
import { start } from './support/world.ts';

const GENERAL = 'dateFieldFormat(pattern,datePattern),timezone(id,offset),locale(locale,language)';

function inBerlin(login: string) {
  return { ...SEED, users: SEED.users.map((user) => ({ ...user, ...(user.login === login && BERLIN) })) };
}
const BERLIN = { timeZone: 'Europe/Berlin' };

describe('a profile', () => {
  it('tells how dates are written for its owner', async () => {
    const { as } = await start({ seed: inBerlin('rita'), startAt: Date.UTC(2026, 0, 15) });
    const general = {
      $type: 'GeneralUserProfile',
      dateFieldFormat: {
        $type: 'DateFormatDescriptor',
        pattern: 'd MMM yyyy HH:mm',
        datePattern: 'd MMM yyyy',
      },
      timezone: { $type: 'TimeZoneDescriptor', id: 'Europe/Berlin', offset: 3_600_000 },
      locale: { $type: 'LocaleDescriptor', locale: 'en_US', language: 'en' },
    };
    const rita = as('rita');
    expect((await rita.get(`users/me/profiles/general?fields=${GENERAL}`)).body).toEqual(general);
    expect((await rita.get(`users/me?fields=profiles(general(${GENERAL}))`)).body).toEqual({
      $type: 'Me',
      profiles: { $type: 'UserProfiles', general },
    });
  });

  it('is shown to nobody who may not read users', async () => {
    const { as } = await start();
    expect((await as('rita').get('users/dora/profiles/general')).status).toBe(403);
    expect((await as('rita').get('users/dora?fields=profiles(general(id))')).body).toMatchObject({
      profiles: null,
    });
    expect((await as('dora').get('users/rita/profiles/general')).status).toBe(200);
  });
});

describe('the cache of permissions', () => {
  const UPDATE_PROJECT = { $type: 'Permission', key: 'jetbrains.jetpass.project-update' };
  const CACHE = 'permissions/cache?fields=global,permission(key),projects(shortName)';

  it('names what one may do in which projects, by the keys of Hub', async () => {
    const { as } = await start();
    const dora = (await as('dora').get(CACHE)).body;
    expect(dora).toContainEqual({
      $type: 'CachedPermission',
      global: false,
      permission: { $type: 'Permission', key: 'JetBrains.YouTrack.UPDATE_ISSUE' },
      projects: ['DEMO', 'OTHER'].map((shortName) => ({ $type: 'Project', shortName })),
    });
    expect(dora).not.toContainEqual(expect.objectContaining({ permission: UPDATE_PROJECT }));
  });

  it('names no project where the permission is held everywhere', async () => {
    const { as } = await start();
    expect((await as('admin').get(CACHE)).body).toContainEqual({
      $type: 'CachedPermission',
      global: true,
      permission: UPDATE_PROJECT,
      projects: null,
    });
  });
});
