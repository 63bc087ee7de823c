import { expect, it } from 'vitest';
import { withEmulator, withThroughput } from './page.ts';
import { figure } from './report.ts';

it('a part of the page takes the place of what was there, and leaves the others', () => {
  const first = figure('first import', 12, 'min', '0.1: ~65 min', 15);
  const emulator = [figure('searching', 3, '', '', 12)];
  const page = withEmulator(withThroughput('# Performance\n', [first]), emulator);
  const again = withThroughput(page, [{ ...first, name: 'later import' }]);
  expect(page).toContain('first import');
  expect(again).toBe(page.replace('first import', 'later import'));
  expect(withThroughput(page, [first])).toBe(page);
});
