/** YouTrack also finds a moved issue by the id that it had before; the emulator does not. */
import { describe, expect, it, vi } from 'vitest';
import { openExecution } from '../../src/youtrack/execution.ts';

vi.mock('@jetbrains/youtrack-scripting-api/entities', () => {
  const issue = (id: string) => ({
    id,
    extensionProperties: {},
    project: { key: id.replace(/-.*/, ''), name: 'Project', extensionProperties: {} },
  });
  const byId = new Map([
    ['OPS-7', issue('OPS-7')],
    ['DEMO-1', issue('OPS-7')],
  ]);
  return { Issue: { findById: (id: string) => byId.get(id) ?? null }, Project: {}, Tag: {} };
});
vi.mock('@jetbrains/youtrack-scripting-api/http', () => ({ Connection: class {} }));
vi.mock('@jetbrains/youtrack-scripting-api/strings', () => ({ md5: (text: string) => text }));

const execution = openExecution({
  currentUser: { login: 'ada', fullName: 'Ada', email: null, hasPermission: () => true },
  settings: {},
  globalStorage: { extensionProperties: {} },
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
