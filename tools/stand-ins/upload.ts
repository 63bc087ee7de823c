/** Uploads the built app with JetBrains' own command line, as anyone would to a real YouTrack. */
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { PROJECT_ROOT } from '../project.ts';

const CLI = 'node_modules/@jetbrains/youtrack-apps-tools/bin/youtrack-app';

/**
 * Imports a ZIP as JetBrains' command line does, without starting it.
 *
 * @param youTrackUrl ends in `/youtrack`.
 * @throws Error with YouTrack's answer when it refuses the package.
 */
export async function importZip(zip: Uint8Array, youTrackUrl: string, token: string): Promise<void> {
  const body = new FormData();
  body.append('file', new Blob([Uint8Array.from(zip)]), 'app.zip');
  const response = await fetch(`${youTrackUrl}/api/admin/apps/import`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
    body,
  });
  const answer = await response.text();
  if (!response.ok) throw new Error(`The import answered ${response.status}: ${answer}`);
}

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
