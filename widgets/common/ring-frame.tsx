/** What Ring UI's components look for around them: the theme, also in popups, and one height of controls. */
import {
  ControlsHeight,
  ControlsHeightContext,
} from '@jetbrains/ring-ui-built/components/global/controls-height';
import Theme, { ThemeProvider } from '@jetbrains/ring-ui-built/components/global/theme';
import type { FrameProps } from './mount.tsx';

export function RingFrame({ dark, children }: FrameProps) {
  return (
    <ControlsHeightContext.Provider value={ControlsHeight.S}>
      <ThemeProvider theme={dark ? Theme.DARK : Theme.LIGHT} passToPopups className="widget">
        {children}
      </ThemeProvider>
    </ControlsHeightContext.Provider>
  );
}
