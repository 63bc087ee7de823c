/** The operations that REST of YouTrack 2022.3 describes and this emulator does not serve. */

/** Methods by path, which begins below `/api`. */
const METHODS: Readonly<Record<string, string>> = {
  '/admin/customFieldSettings/customFields/{id}/fieldDefaults': 'GET POST',
  '/admin/databaseBackup/backups': 'GET',
  '/admin/databaseBackup/backups/{id}': 'GET',
  '/admin/databaseBackup/settings': 'GET POST',
  '/admin/databaseBackup/settings/backupStatus': 'GET',
  '/admin/globalSettings': 'GET POST',
  '/admin/globalSettings/appearanceSettings': 'GET POST',
  '/admin/globalSettings/license': 'GET POST',
  '/admin/globalSettings/localeSettings': 'GET POST',
  '/admin/globalSettings/notificationSettings': 'GET POST',
  '/admin/globalSettings/restSettings': 'GET POST',
  '/admin/globalSettings/systemSettings': 'GET POST',
  '/admin/projects/{id}/issues': 'POST',
  '/admin/projects/{id}/issues/{issueId}': 'POST DELETE',
  '/admin/projects/{id}/timeTrackingSettings': 'POST',
  '/admin/telemetry': 'GET',
  '/admin/timeTrackingSettings/workTimeSettings': 'POST',
  '/commands/assist': 'POST',
  '/issueLinkTypes': 'POST',
  '/issueLinkTypes/{id}': 'POST DELETE',
  '/issues/{id}/vcsChanges': 'GET POST',
  '/issues/{id}/vcsChanges/{vcsChangeId}': 'GET POST DELETE',
  '/savedQueries': 'GET POST',
  '/savedQueries/{id}': 'GET POST DELETE',
  '/search/assist': 'POST',
  '/users/{id}/profiles/general': 'POST',
  '/users/{id}/profiles/notifications': 'GET POST',
  '/users/{id}/profiles/timetracking': 'GET POST',
  '/users/{id}/savedQueries': 'GET',
  '/users/{id}/tags': 'GET',
};

export const UNSERVED: readonly string[] = Object.entries(METHODS).flatMap(([path, methods]) =>
  methods.split(' ').map((method) => `${method} ${path}`),
);
