/** The run that connects projects, as a screen needs it: how far it is, what stopped it, and what is left. */
import { useState } from 'react';
import type { Page } from '../page.ts';
import { type Candidate, connectAll, type Progress, type Stop } from './connect-run.ts';

export interface Connecting {
  /** Null while nothing is under way. */
  readonly progress: Progress | null;
  readonly stop: Stop | null;
  /** Of the last run, those that are not on the board yet. */
  readonly left: readonly Candidate[];
  /** How many the last run has connected. */
  readonly done: number;
  readonly start: (candidates: readonly Candidate[], board: string) => void;
  readonly retry: () => void;
}

interface LastRun {
  readonly candidates: readonly Candidate[];
  readonly board: string;
}

export function useConnecting({ host, overview, replace, reload }: Page): Connecting {
  const [progress, setProgress] = useState<Progress | null>(null);
  const [stop, setStop] = useState<Stop | null>(null);
  const [last, setLast] = useState<LastRun>({ candidates: [], board: '' });

  const isDone = ({ key }: Candidate): boolean =>
    overview.projects.some((project) => project.key === key && project.board.id === last.board);
  const left = last.candidates.filter((candidate) => !isDone(candidate));

  const run = async (candidates: readonly Candidate[], board: string) => {
    setStop(null);
    const stopped = await connectAll(host, candidates, board, {
      onProgress: setProgress,
      onConnected: replace,
    });
    setStop(stopped);
    setProgress(null);
    if (stopped !== null) reload();
  };

  return {
    progress,
    stop,
    left,
    done: last.candidates.length - left.length,
    start: (candidates, board) => {
      setLast({ candidates, board });
      void run(candidates, board);
    },
    retry: () => void run(left, last.board),
  };
}
