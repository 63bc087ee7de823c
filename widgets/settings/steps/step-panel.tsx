/** One step of the connection: its number, its state in a word, and its content unless it is folded. */

import checkmarkIcon from '@jetbrains/icons/checkmark';
import { Button } from '@jetbrains/ring-ui-built/components/button/button';
import { H2 } from '@jetbrains/ring-ui-built/components/heading/heading';
import Icon from '@jetbrains/ring-ui-built/components/icon/icon';
import { type ReactNode, useId, useLayoutEffect, useRef, useState } from 'react';
import { message } from '../../messages/message.ts';
import { t } from '../../messages/text.tsx';
import { StateTag } from '../account/state-tag.tsx';
import type { StepState } from './steps.ts';

interface StepPanelProps {
  number: number;
  name: string;
  title: string;
  state: StepState;
  unfolded: boolean;
  /** What is known about the step, shown also while it is folded. */
  summary: ReactNode;
  children: ReactNode;
}

const TONES = { later: 'neutral', open: 'busy', done: 'good', attention: 'bad' } as const;

export function StepPanel({ number, name, title, state, unfolded, summary, children }: StepPanelProps) {
  const id = useId();
  /** Null: as the state of the connection says. */
  const [chosen, setChosen] = useState<boolean | null>(null);
  const isOpen = state !== 'later' && (chosen ?? unfolded);
  const panel = useRef<HTMLElement>(null);
  const wasOpen = useRef(isOpen);
  useLayoutEffect(() => {
    // A step that folds up takes what had the focus with it: who uses the keyboard goes on from its button.
    if (wasOpen.current && !isOpen && document.activeElement === document.body) {
      panel.current?.querySelector('button')?.focus();
    }
    wasOpen.current = isOpen;
  }, [isOpen]);
  return (
    <section
      ref={panel}
      className="panel"
      id={`step-${name}`}
      aria-labelledby={`${id}-title`}
      data-test={`step-${name}`}
      data-state={state}
    >
      <div className="step">
        <span className="step__number" data-done={state === 'done'} aria-hidden="true">
          {state === 'done' ? <Icon glyph={checkmarkIcon} /> : number}
        </span>
        <div className="step__head">
          <H2 id={`${id}-title`}>{title}</H2>
          <div className="secondary">{summary}</div>
        </div>
        <div className="step__side">
          <StateTag
            label={message(`settings.stepState.${state}`)}
            tone={TONES[state]}
            dataTest={`step-${name}-state`}
          />
          {state !== 'later' && (
            <Button
              inline
              onClick={() => setChosen(!isOpen)}
              aria-expanded={isOpen}
              aria-controls={isOpen ? `${id}-content` : undefined}
              aria-label={t(isOpen ? 'settings.hideStep' : 'settings.showStep', { step: title })}
              data-test={`step-${name}-toggle`}
            >
              {t(isOpen ? 'settings.hide' : 'settings.show')}
            </Button>
          )}
        </div>
      </div>
      {isOpen && (
        <div className="step__content" id={`${id}-content`}>
          {children}
        </div>
      )}
    </section>
  );
}
