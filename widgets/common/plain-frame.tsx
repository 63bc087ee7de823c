/** The colours of Ring UI's theme, for a widget that holds none of its components. */
import type { FrameProps } from './mount.tsx';

export function PlainFrame({ dark, children }: FrameProps) {
  const theme = dark ? 'ring-variables_dark-dark ring-ui-theme-dark' : 'ring-variables-light';
  return <div className={`widget ${theme}`}>{children}</div>;
}
