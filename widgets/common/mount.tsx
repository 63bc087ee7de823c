/** Puts a widget into its frame: registration first, then Ring UI's styles and the theme. */
import '@jetbrains/ring-ui-built/components/style.css';
import './common.css';
import type { ComponentType, ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import { speak } from '../messages/text.tsx';
import { type Catalogue, LANGUAGE, wordsOf } from '../messages/words.ts';
import { connect, type Host } from './host.ts';
import { keepFocus } from './keep-focus.ts';
import { useDarkTheme } from './theme.ts';

export interface FrameProps {
  dark: boolean;
  children: ReactNode;
}

/**
 * Registers with YouTrack and draws the widget into `#root`, inside of `Frame`.
 *
 * @param catalogue the messages that the widget uses.
 */
export async function mount(
  Widget: ComponentType<{ host: Host }>,
  Frame: ComponentType<FrameProps>,
  catalogue: Catalogue,
): Promise<void> {
  const host = await connect();
  speak(wordsOf(catalogue, LANGUAGE, host.locale));
  const root = document.getElementById('root');
  if (root === null) throw new Error('The page of the widget has no #root');
  document.documentElement.lang = LANGUAGE;
  keepFocus(root);

  function Themed() {
    return (
      <Frame dark={useDarkTheme()}>
        <Widget host={host} />
      </Frame>
    );
  }
  createRoot(root).render(<Themed />);
}
