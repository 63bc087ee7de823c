/** Puts a widget into its frame: registration first, then Ring UI's styles, theme and one control height. */
import '@jetbrains/ring-ui-built/components/style.css';
import './common.css';
import {
  ControlsHeight,
  ControlsHeightContext,
} from '@jetbrains/ring-ui-built/components/global/controls-height';
import Theme, { ThemeProvider } from '@jetbrains/ring-ui-built/components/global/theme';
import type { ComponentType, ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import { connect, type Host } from './host.ts';
import { keepFocus } from './keep-focus.ts';
import { useDarkTheme } from './theme.ts';

function Themed({ children }: { children: ReactNode }) {
  const dark = useDarkTheme();
  return (
    <ThemeProvider theme={dark ? Theme.DARK : Theme.LIGHT} passToPopups className="widget">
      {children}
    </ThemeProvider>
  );
}

/** Registers with YouTrack and draws the widget into `#root`. */
export async function mount(Widget: ComponentType<{ host: Host }>): Promise<void> {
  const host = await connect();
  const root = document.getElementById('root');
  if (root === null) throw new Error('The page of the widget has no #root');
  document.documentElement.lang = 'en';
  keepFocus(root);
  createRoot(root).render(
    <ControlsHeightContext.Provider value={ControlsHeight.S}>
      <Themed>
        <Widget host={host} />
      </Themed>
    </ControlsHeightContext.Provider>,
  );
}
