/** A host call whose answer a screen needs: loading, failed or there, with a way to ask again. */
import { useCallback, useEffect, useRef, useState } from 'react';
import { type HostFailure, toFailure } from './failure.ts';

export interface Loaded<T> {
  readonly value: T | null;
  readonly failure: HostFailure | null;
  readonly busy: boolean;
  /** How long the last call took, in ms, whether or not it failed; 0 before that. */
  readonly tookMs: number;
  readonly reload: () => void;
  /** Puts in an answer that another call has brought. */
  readonly replace: (value: T) => void;
}

const NOTHING = { value: null, failure: null, busy: true, tookMs: 0 } as const;

/** Calls at once and whenever `call` changes; an answer that a later call has overtaken is dropped. */
export function useCall<T>(call: () => Promise<T>): Loaded<T> {
  const [state, setState] = useState<Pick<Loaded<T>, 'value' | 'failure' | 'busy' | 'tookMs'>>(NOTHING);
  const latest = useRef(0);

  const reload = useCallback(async () => {
    latest.current += 1;
    const turn = latest.current;
    const startedAt = performance.now();
    const settle = (settled: Partial<Pick<Loaded<T>, 'value' | 'failure'>>) => {
      if (turn !== latest.current) return;
      const tookMs = performance.now() - startedAt;
      setState((before) => ({ ...before, ...settled, busy: false, tookMs }));
    };
    setState((before) => ({ ...before, busy: true }));
    try {
      settle({ value: await call(), failure: null });
    } catch (reason) {
      settle({ failure: toFailure(reason) });
    }
  }, [call]);

  useEffect(() => {
    setState(NOTHING);
    void reload();
    return () => {
      latest.current += 1;
    };
  }, [reload]);

  const replace = useCallback((value: T) => {
    latest.current += 1;
    setState((before) => ({ ...before, value, failure: null, busy: false }));
  }, []);

  return { ...state, reload: useCallback(() => void reload(), [reload]), replace };
}
