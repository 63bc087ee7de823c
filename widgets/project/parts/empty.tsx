/** What stands where there is nothing yet: a title, one sentence, one action. */
import type { ReactNode } from 'react';

interface EmptyProps {
  title: string;
  children: ReactNode;
  action?: ReactNode;
  dataTest: string;
}

export function Empty({ title, children, action, dataTest }: EmptyProps) {
  return (
    <div className="empty" data-test={dataTest}>
      <div className="empty__title">{title}</div>
      <div className="secondary">{children}</div>
      {action !== undefined && <div>{action}</div>}
    </div>
  );
}
