/** A host call whose answer a screen needs: loading, failed or there, with a way to ask again. */
import { useCallback, useEffect, useRef, useState } from 'react';
import { type HostFailure, toFailure } from './failure.ts';

export interface Loaded<T> {
  readonly value: T | null;
  readonly failure: HostFailure | null;
  readonly busy: boolean;
  readonly reload: () => void;
  /** Puts in an answer that another call has brought. */
  readonly replace: (value: T) => void;
}

/** Calls at once and whenever `call` changes; an answer that a later call has overtaken is dropped. */
export function useCall<T>(call: () => Promise<T>): Loaded<T> {
  const [state, setState] = useState<Pick<Loaded<T>, 'value' | 'failure' | 'busy'>>({
    value: null,
    failure: null,
    busy: true,
  });
  const latest = useRef(0);

  const reload = useCallback(async () => {
    latest.current += 1;
    const turn = latest.current;
    setState((before) => ({ ...before, busy: true }));
    try {
      const value = await call();
      if (turn === latest.current) setState({ value, failure: null, busy: false });
    } catch (reason) {
      const failure = toFailure(reason);
      if (turn === latest.current) setState((before) => ({ ...before, failure, busy: false }));
    }
  }, [call]);

  useEffect(() => {
    setState({ value: null, failure: null, busy: true });
    void reload();
    return () => {
      latest.current += 1;
    };
  }, [reload]);

  const replace = useCallback((value: T) => {
    latest.current += 1;
    setState({ value, failure: null, busy: false });
  }, []);

  return { ...state, reload: useCallback(() => void reload(), [reload]), replace };
}
