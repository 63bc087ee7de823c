/** The parts of the page in a project's settings, in the order in which a project is set up. Pure. */

export const TABS = [
  { key: 'board', title: 'Board' },
  { key: 'fields', title: 'Fields' },
  { key: 'results', title: 'Results' },
  { key: 'issues', title: 'Issues' },
  { key: 'import', title: 'Import' },
  { key: 'people', title: 'People' },
  { key: 'activity', title: 'Activity' },
] as const;

export type TabKey = (typeof TABS)[number]['key'];

/** Those that show what is being edited; the others act at once, on what is saved. */
const EDITING: readonly TabKey[] = ['board', 'fields', 'results', 'issues'];

export function isEditingTab(tab: TabKey): boolean {
  return EDITING.includes(tab);
}

export function tabTitle(tab: TabKey): string {
  return TABS.find(({ key }) => key === tab)?.title ?? tab;
}
