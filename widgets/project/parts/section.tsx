/** One titled part of a tab. */
import { H3 } from '@jetbrains/ring-ui-built/components/heading/heading';
import { type ReactNode, useId } from 'react';

interface SectionProps {
  title: string;
  /** One line on what it is for. */
  lead?: ReactNode;
  /** Which way values travel. */
  direction?: string;
  children: ReactNode;
}

export function Section({ title, lead, direction, children }: SectionProps) {
  const id = useId();
  return (
    <section className="part" aria-labelledby={id}>
      <div className="part__head">
        <H3 id={id}>{title}</H3>
        {direction !== undefined && <span className="part__direction secondary">{direction}</span>}
      </div>
      {lead !== undefined && <div className="secondary">{lead}</div>}
      {children}
    </section>
  );
}
