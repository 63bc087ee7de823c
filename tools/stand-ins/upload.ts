/** Uploads the built app with JetBrains' own command line, as anyone would to a real YouTrack. */
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { PROJECT_ROOT } from '../project.ts';

const CLI = 'node_modules/@jetbrains/youtrack-apps-tools/bin/youtrack-app';

/**
 * @param folder with the built app.
 * @throws Error with what the command said when YouTrack refuses the package.
 */
export async function uploadApp(folder: string, youTrackUrl: string, token: string): Promise<void> {
  // The command writes its ZIP into the temporary folder under a fixed name: two uploads at once would spoil each other.
  const temporary = await mkdtemp(join(tmpdir(), 'upload-'));
  try {
    await promisify(execFile)(
      process.execPath,
      [join(PROJECT_ROOT, CLI), 'upload', folder, '--host', youTrackUrl, '--token', token],
      { env: { ...process.env, TMPDIR: temporary } },
    );
  } finally {
    await rm(temporary, { recursive: true });
  }
}
