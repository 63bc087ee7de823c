/** The first execution of a newer version, and one of an older version over newer data. */
import { describe, expect, it } from 'vitest';
import { migrate } from '../../src/app/migration.ts';
import { readRegister } from '../../src/app/stored/board-register.ts';
import { nextRound } from '../../src/app/stored/rounds.ts';
import { isFromNewer } from '../../src/app/stored/schema.ts';
import { readWalk } from '../../src/app/stored/walk.ts';
import { BOARD, connected, OTHER_BOARD } from './fake/connected.ts';
import { cursorOf, setCursor } from './fake/feeds.ts';
import { logged } from './fake/logged.ts';
import { the } from './fake/the.ts';

/** As version 0.1 left it: no number, no register, rounds without a version. */
function ofVersion01() {
  const youTrack = connected();
  const project = the(youTrack.projects.get('DEMO'));
  youTrack.execution().recordStorage({ schema: null, boards: null });
  const rounds = [
    { board: OTHER_BOARD, cursor: 'c1', isBusy: true },
    { board: BOARD, cursor: 'c2', isBusy: false },
  ];
  project.record({ rounds: JSON.stringify(rounds) });
  setCursor(youTrack, 'old');
  return { youTrack, project };
}

describe('the first execution of this version', () => {
  it('makes of the data what it needs, once', () => {
    const { youTrack, project } = ofVersion01();
    expect(migrate(youTrack.execution())).toBe(true);
    expect(youTrack.execution().storage().schema).toBe(2);
    expect(readRegister(youTrack.execution())).toEqual([
      { id: BOARD, projects: ['DEMO'], former: [] },
      { id: OTHER_BOARD, projects: [], former: ['DEMO'] },
    ]);
    expect(cursorOf(youTrack)).toBeNull();
    expect(nextRound(project)).toMatchObject({ board: OTHER_BOARD, cursor: null, isBusy: false });
    expect(readWalk(project, 'importState')).toMatchObject({ state: 'running', next: 1 });
    setCursor(youTrack, 'new');
    project.record({ importState: null });
    expect(migrate(youTrack.execution())).toBe(true);
    expect(cursorOf(youTrack)).toBe('new');
    expect(readWalk(project, 'importState')).toBeNull();
  });

  it('leaves ids, boards and settings as they are', () => {
    const { youTrack, project } = ofVersion01();
    const { instanceId } = youTrack.execution().storage();
    const { queueId, boardId } = project.facts();
    const configuration = project.document('configuration');
    migrate(youTrack.execution());
    expect(youTrack.execution().storage().instanceId).toBe(instanceId);
    expect(project.facts()).toMatchObject({ queueId, boardId, connected: true });
    expect(project.document('configuration')).toBe(configuration);
  });

  it('passes over a project that says it is connected and has no board', () => {
    const { youTrack, project } = ofVersion01();
    project.become({ boardId: null });
    project.record({ importState: null });
    expect(migrate(youTrack.execution())).toBe(true);
    expect(readWalk(project, 'importState')).toBeNull();
  });
});

describe('this version over data of a newer one', () => {
  it('does nothing, changes nothing, and says so', () => {
    const log = logged();
    const { youTrack } = ofVersion01();
    youTrack.execution().recordStorage({ schema: 3 });
    const before = { ...youTrack.properties };
    expect(isFromNewer(youTrack.execution())).toBe(true);
    expect(migrate(youTrack.execution())).toBe(false);
    expect(youTrack.properties).toEqual(before);
    expect(cursorOf(youTrack)).toBe('old');
    expect(log).toEqual([
      '[ducalis] A newer version of this app has changed its data; this version does nothing',
    ]);
  });

  it('is not newer by being older or the same', () => {
    const youTrack = connected();
    for (const schema of [null, 1, 2]) {
      youTrack.execution().recordStorage({ schema });
      expect(isFromNewer(youTrack.execution())).toBe(false);
    }
  });
});
