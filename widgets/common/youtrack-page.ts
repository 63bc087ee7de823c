/** Addresses of pages of YouTrack. Absolute, because the frame of a widget does not stand at YouTrack's own address. */

/** @param baseUrl with or without a slash at its end. @param path below it. */
export function youTrackPage(baseUrl: string, path: string): string {
  return `${baseUrl.replace(/\/+$/, '')}/${path}`;
}
