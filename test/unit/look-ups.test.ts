/**
 * How the adapter looks issues up where YouTrack answers in a way that the emulator does not: it also finds a moved issue
 * by the id that it had before, and hands out copies, which keep the external id of the original, in no particular order.
 * The only file that takes YouTrack's modules to be something else: files share a process.
 */
import { describe, expect, it, vi } from 'vitest';
import { openExecution } from '../../src/youtrack/execution.ts';

vi.mock('@jetbrains/youtrack-scripting-api/entities', () => {
  const issue = (id: string, extensionProperties: object = {}) => ({
    id,
    extensionProperties,
    project: { key: id.replace(/-.*/, ''), name: 'Project', extensionProperties: {} },
  });
  const byId = new Map([
    ['OPS-7', issue('OPS-7')],
    ['DEMO-1', issue('OPS-7')],
  ]);
  const properties = { externalId: 'instance-x', self: { id: 'DEMO-2' } };
  const copies = Array.from({ length: 10 }, (_, at) => issue(`OPS-${at + 1}`, properties));
  const found = [...copies, issue('DEMO-2', properties)];
  return {
    Issue: {
      findById: (id: string) => byId.get(id) ?? null,
      findByExtensionProperties: () => ({ entries: () => found.values() }),
    },
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

describe('an issue that was moved', () => {
  it('is found by the id that it has now', () => {
    expect(execution.issueByKey('OPS-7')?.key).toBe('OPS-7');
  });

  it('is not found by the id that it had before', () => {
    expect(execution.issueByKey('DEMO-1')).toBeNull();
  });

  it('is not made up', () => {
    expect(execution.issueByKey('DEMO-2')).toBeNull();
  });
});

describe('an issue that was copied ten times', () => {
  it('is found by its external id', () => {
    expect(execution.issueByExternalId('instance-x')?.key).toBe('DEMO-2');
  });
});
