/** The port's suite, against the YouTrack in memory. */
import { describe, expect, it } from 'vitest';
import { the } from '../fake/the.ts';
import { FakeYouTrack } from '../fake/youtrack.ts';
import { CASES } from './cases.ts';
import { FIELDS, type Step, SUMMARY, TEAM } from './world.ts';

const HERE = 'HERE';
const THERE = 'THERE';

/** A YouTrack in memory with the two projects, and what a step does to it. */
function player(): (step: Step) => void {
  const youTrack = new FakeYouTrack();
  youTrack.hasDucalisToken = false;
  youTrack.hasYouTrackToken = false;
  const fields = FIELDS.map(({ name, type, values }) => ({ name, type, values }));
  const state = { State: { type: 'state[1]', value: { kind: 'names', names: ['Open'] } } } as const;
  for (const key of [HERE, THERE]) youTrack.addProject(key, { fields, team: TEAM });
  let last = 0;
  const nextKey = (): string => {
    last += 1;
    return `${HERE}-${last}`;
  };
  const issueOf = (number: number) => the(youTrack.issues.get(`${HERE}-${number}`));
  return (step) => {
    switch (step.kind) {
      case 'create':
        for (let count = 0; count < step.count; count += 1) {
          youTrack.addIssue(nextKey(), { summary: SUMMARY, fields: state });
        }
        return;
      case 'move': {
        const moved = issueOf(step.number);
        moved.move(`${THERE}-1`);
        moved.commit();
        return;
      }
      case 'copy':
        youTrack.copy(issueOf(step.number), nextKey());
        return;
      case 'delete':
        youTrack.issues.delete(`${HERE}-${step.number}`);
        return;
      case 'script that writes nothing':
      case 'script': {
        const before = youTrack.writes;
        step.run({ execution: youTrack.execution(), here: HERE, there: THERE });
        if (step.kind === 'script that writes nothing') expect(youTrack.writes).toBe(before);
      }
    }
  };
}

describe('in memory,', () => {
  it.each(CASES.map(({ name, steps }) => [name, steps] as const))('%s', (_name, steps) => {
    for (const play = player(), [...left] = steps; left.length > 0; ) play(the(left.shift()));
  });
});
