/** What was checked of somebody else's app, one line for each thing. */
export interface Check {
  readonly name: string;
  /** Null: it is as it should be. */
  readonly problem: string | null;
}

/** Runs `work`; what it throws is the problem. */
export async function check(name: string, work: () => void | Promise<void>): Promise<Check> {
  try {
    await work();
    return { name, problem: null };
  } catch (error) {
    return { name, problem: error instanceof Error ? error.message : String(error) };
  }
}

export function lines(checks: readonly Check[]): string {
  return checks
    .map(
      ({ name, problem }) =>
        `${problem === null ? 'ok  ' : 'FAIL'} ${name}${problem === null ? '' : `: ${problem}`}`,
    )
    .join('\n');
}
