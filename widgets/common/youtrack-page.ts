/** Addresses of pages of YouTrack. Absolute, because the frame of a widget does not stand at YouTrack's own address. */

/** @param baseUrl with or without a slash at its end. @param path below it. */
export function youTrackPage(baseUrl: string, path: string): string {
  return `${baseUrl.replace(/\/+$/, '')}/${path}`;
}

export function projectSettings(baseUrl: string, project: string): string {
  return youTrackPage(baseUrl, `projects/${encodeURIComponent(project)}/settings`);
}

/** This app's tab there. */
export function ownTab(baseUrl: string, project: string): string {
  return `${projectSettings(baseUrl, project)}?tab=${encodeURIComponent('ducalis/project')}`;
}
