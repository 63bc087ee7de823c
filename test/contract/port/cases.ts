/**
 * What use cases rely on in the ports of `src/youtrack/ports.ts`, as data: each case holds for the YouTrack in memory
 * and for the adapter inside the emulator.
 */
import { OF_EXECUTIONS, OF_STORAGE } from './execution-cases.ts';
import { OF_ISSUES } from './issue-cases.ts';
import { OF_LOOK_UPS } from './look-up-cases.ts';
import { OF_PROJECTS } from './project-cases.ts';
import type { Case } from './world.ts';

export const CASES: readonly Case[] = [
  ...OF_ISSUES,
  ...OF_LOOK_UPS,
  ...OF_PROJECTS,
  ...OF_STORAGE,
  ...OF_EXECUTIONS,
];
