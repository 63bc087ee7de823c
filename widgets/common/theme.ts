/** Follows the theme YouTrack gives the frame: a class on `html` or `body`, which may change while the widget is open. */
import { useSyncExternalStore } from 'react';

const DARK_CLASSES = ['theme-dark', 'ring-variables_dark-dark', 'ring-ui-theme-dark'];

function isDark(): boolean {
  return [document.documentElement, document.body].some((element) =>
    DARK_CLASSES.some((name) => element.classList.contains(name)),
  );
}

function subscribe(changed: () => void): () => void {
  const observer = new MutationObserver(changed);
  for (const element of [document.documentElement, document.body]) {
    observer.observe(element, { attributeFilter: ['class'] });
  }
  return () => observer.disconnect();
}

/** True while YouTrack shows its dark theme. */
export function useDarkTheme(): boolean {
  return useSyncExternalStore(subscribe, isDark);
}
