/** The places in YouTrack at which an app can put a widget (youtrack-platform §8), by what they stand on. */

/** On no project: instance-wide pages, dashboards, texts, and users. */
export const GLOBAL_POINTS: ReadonlySet<string> = new Set([
  'ADMINISTRATION_MENU_ITEM',
  'MAIN_MENU_ITEM',
  'DASHBOARD_WIDGET',
  'MARKDOWN',
  'USER_CARD',
  'USER_PROFILE_SETTINGS',
]);

export const ISSUE_POINTS = [
  'ISSUE_BELOW_SUMMARY',
  'ISSUE_ABOVE_ACTIVITY_STREAM',
  'ISSUE_FIELD_PANEL_FIRST',
  'ISSUE_FIELD_PANEL_LAST',
  'ISSUE_OPTIONS_MENU_ITEM',
] as const;

export const ARTICLE_POINTS = [
  'ARTICLE_BELOW_SUMMARY',
  'ARTICLE_ABOVE_ACTIVITY_STREAM',
  'ARTICLE_OPTIONS_MENU_ITEM',
] as const;

export const PROJECT_POINTS = ['PROJECT_SETTINGS', 'PROJECT_TAB', 'HELPDESK_CHANNEL'] as const;

/** All 17. An app may name another one; its widget is shown nowhere. */
export const EXTENSION_POINTS: ReadonlySet<string> = new Set([
  ...GLOBAL_POINTS,
  ...ISSUE_POINTS,
  ...ARTICLE_POINTS,
  ...PROJECT_POINTS,
]);
