/** An emulator of the YouTrack app platform, as a library. */
export type * from './engine/types.ts';
export { ChangeRejected, ImportRejected } from './engine/types.ts';
