import { expect, it } from 'vitest';
import { readAllowedBoards } from '../../src/app/stored/allowed-boards.ts';
import { readAll, STORAGE_PROPERTIES } from '../../src/youtrack/extension-properties.ts';

it.each([
  ['nobody has chosen any', null, null],
  ['some were chosen', '["1","2"]', ['1', '2']],
  ['none was chosen', '[]', []],
  ['another version of the app has chosen', '{"version":2,"boards":["1"]}', []],
  ['the choice was cut off', '["1","2', []],
])('where %s, these boards may be chosen', (_when, allowedBoards, boards) => {
  const storage = { ...readAll({}, STORAGE_PROPERTIES), allowedBoards };
  expect(readAllowedBoards({ storage: () => storage })).toEqual(boards);
});
