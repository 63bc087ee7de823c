/** The parts of the page in a project's settings, in the order in which a project is set up. Pure. */

export const TABS = ['board', 'fields', 'results', 'issues', 'import', 'people', 'activity'] as const;

export type TabKey = (typeof TABS)[number];

/** Those that show what is being edited; the others act at once, on what is saved. */
const EDITING: readonly TabKey[] = ['board', 'fields', 'results', 'issues'];

export function isEditingTab(tab: TabKey): boolean {
  return EDITING.includes(tab);
}
