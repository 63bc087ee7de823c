/** A message that stays until its cause is gone. Colour never says it alone: the icon and the words do too. */
import exceptionIcon from '@jetbrains/icons/exception';
import infoIcon from '@jetbrains/icons/info';
import successIcon from '@jetbrains/icons/success';
import warningIcon from '@jetbrains/icons/warning';
import type { ReactNode } from 'react';
import { Icon } from './icon.tsx';

const ICONS = { info: infoIcon, success: successIcon, warning: warningIcon, error: exceptionIcon } as const;

interface NoticeProps {
  kind: keyof typeof ICONS;
  title?: ReactNode;
  children?: ReactNode;
  actions?: ReactNode;
  dataTest?: string;
}

export function Notice({ kind, title, children, actions, dataTest }: NoticeProps) {
  return (
    <div
      className="notice"
      role={kind === 'error' ? 'alert' : 'status'}
      data-test={dataTest}
      data-kind={kind}
    >
      <Icon glyph={ICONS[kind]} className="notice__icon" />
      <div className="notice__body">
        {title !== undefined && <div className="notice__title">{title}</div>}
        {children !== undefined && <div className="notice__text">{children}</div>}
        {actions !== undefined && <div className="notice__actions">{actions}</div>}
      </div>
    </div>
  );
}
