/** Copies keep the external id of the original; YouTrack hands them out in no particular order. */
import { describe, expect, it, vi } from 'vitest';
import { openExecution } from '../../src/youtrack/execution.ts';

vi.mock('@jetbrains/youtrack-scripting-api/entities', () => {
  const issue = (id: string) => ({
    id,
    extensionProperties: { externalId: 'instance-x', self: { id: 'DEMO-1' } },
    project: { key: id.replace(/-.*/, ''), name: 'Project', extensionProperties: {} },
  });
  const found = [...Array.from({ length: 10 }, (_, at) => issue(`OPS-${at + 1}`)), issue('DEMO-1')];
  return {
    Issue: { findByExtensionProperties: () => ({ entries: () => found.values() }) },
    Project: {},
    Tag: {},
  };
});
vi.mock('@jetbrains/youtrack-scripting-api/http', () => ({ Connection: class {} }));
vi.mock('@jetbrains/youtrack-scripting-api/strings', () => ({ md5: (text: string) => text }));

const execution = openExecution({
  currentUser: { login: 'ada', fullName: 'Ada', email: null, hasPermission: () => true },
  settings: {},
  globalStorage: { extensionProperties: { instanceId: 'instance' } },
  store: () => undefined,
  load: () => null,
  invokeAsync: () => undefined,
});

describe('an issue that was copied ten times into a project without a board', () => {
  it('is found by its external id', () => {
    expect(execution.issueByExternalId('instance-x')?.key).toBe('DEMO-1');
  });
});
