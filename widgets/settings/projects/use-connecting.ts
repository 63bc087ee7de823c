/** The run that connects projects, as a screen needs it: how far it is, what it has done, and what is left. */
import { useState } from 'react';
import type { Page } from '../page.ts';
import { type Candidate, connectAll, type Outcome, type Progress } from './connect-run.ts';

export interface Connecting {
  /** Null while nothing is under way. */
  readonly progress: Progress | null;
  /** Of the last run, those that are on the board. */
  readonly done: readonly Candidate[];
  /** Of the last run, those that are not, and what was in the way. */
  readonly outcome: Outcome;
  readonly start: (candidates: readonly Candidate[], board: string) => void;
  readonly retry: () => void;
}

interface LastRun {
  readonly candidates: readonly Candidate[];
  readonly board: string;
}

const NOTHING_LEFT: Outcome = { failed: [], notAsked: [] };

export function useConnecting({ host, overview, replace, reload }: Page): Connecting {
  const [progress, setProgress] = useState<Progress | null>(null);
  const [outcome, setOutcome] = useState<Outcome>(NOTHING_LEFT);
  const [last, setLast] = useState<LastRun>({ candidates: [], board: '' });

  const isDone = ({ key }: Candidate): boolean =>
    overview.projects.some((project) => project.key === key && project.board.id === last.board);
  const failed = outcome.failed.filter(({ candidate }) => !isDone(candidate));
  const notAsked = outcome.notAsked.filter((candidate) => !isDone(candidate));

  const run = async (candidates: readonly Candidate[], board: string) => {
    setOutcome(NOTHING_LEFT);
    const after = await connectAll(host, candidates, board, {
      onProgress: setProgress,
      onConnected: replace,
    });
    setOutcome(after);
    setProgress(null);
    if (after.failed.length > 0) reload();
  };

  return {
    progress,
    done: last.candidates.filter(isDone),
    outcome: { failed, notAsked },
    start: (candidates, board) => {
      setLast({ candidates, board });
      void run(candidates, board);
    },
    retry: () => void run([...failed.map(({ candidate }) => candidate), ...notAsked], last.board),
  };
}
