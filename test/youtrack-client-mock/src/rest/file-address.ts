/** Addresses of files: signed, so that they work without a token, and for a few days only (youtrack-platform §10). */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { EntityId } from '../model/types.ts';

const VALID_MS = 3 * 86_400_000;
/** Of this process: an address does not outlive the emulator it comes from. */
const SECRET = randomBytes(32);

/** Path and query. @param now milliseconds on the clock of the YouTrack. */
export function fileAddress(basePath: string, file: EntityId, now: number): string {
  const until = String(now + VALID_MS);
  return `${basePath}/api/files/${file}?sign=${encodeURIComponent(`${until}|${signature(file, until).toString('base64url')}`)}`;
}

export function isSigned(file: EntityId, sign: string, now: number): boolean {
  const [until = '', given = ''] = sign.split('|');
  const wanted = signature(file, until);
  const found = Buffer.from(given, 'base64url');
  return found.length === wanted.length && timingSafeEqual(found, wanted) && Number(until) >= now;
}

function signature(file: EntityId, until: string): Buffer {
  return createHmac('sha256', SECRET).update(`${file}|${until}`).digest();
}
