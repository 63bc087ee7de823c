import { expect, it } from 'vitest';
import { createField } from '../../widgets/project/model/youtrack-api.ts';
import { hostAnswering, onePage } from './fake-host.ts';

it('a field that is there is found in one page, for YouTrack gives all at once of some lists only', async () => {
  const host = hostAnswering(onePage([{ id: 'f', name: 'Score', fieldType: { id: 'float' } }]));
  await createField(host, '0-1', { name: 'Score', type: 'float' });
  expect(host.calls.map(({ method, path }) => [method, path])).toEqual([
    ['GET', 'admin/customFieldSettings/customFields'],
    ['POST', 'admin/projects/0-1/customFields'],
  ]);
});
