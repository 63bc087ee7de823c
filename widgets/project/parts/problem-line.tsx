/** What is wrong with a whole part of a tab, where no single control has it. */

interface ProblemLineProps {
  /** Undefined: nothing. */
  message: string | undefined;
  dataTest: string;
}

export function ProblemLine({ message, dataTest }: ProblemLineProps) {
  if (message === undefined) return null;
  return (
    <div className="problem" role="alert" data-test={dataTest}>
      {message}
    </div>
  );
}
