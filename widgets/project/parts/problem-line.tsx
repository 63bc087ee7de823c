/** What is wrong with a whole part of a tab, where no single control has it. */

import type { Message } from '../../messages/message.ts';
import { textOf } from '../../messages/text.tsx';

interface ProblemLineProps {
  /** Undefined: nothing. */
  problem: Message | undefined;
  dataTest: string;
}

export function ProblemLine({ problem, dataTest }: ProblemLineProps) {
  if (problem === undefined) return null;
  return (
    <div className="problem" role="alert" data-test={dataTest}>
      {textOf(problem)}
    </div>
  );
}
