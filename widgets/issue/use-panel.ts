/** Keeps the panel current: asks while it is visible, keeps the last answer when a later call fails. */
import { useCallback, useEffect, useRef, useState } from 'react';
import { type Panel, PanelSchema } from '../../src/shared/api.ts';
import { type HostFailure, toFailure } from '../common/failure.ts';
import type { Host } from '../common/host.ts';
import { pollDelay } from './wording.ts';

type Call = 'load' | 'retry';

export interface PanelState {
  /** The last answer, null before the first. */
  panel: Panel | null;
  /** Which call failed last, null once one succeeds. */
  failed: { call: Call; failure: HostFailure } | null;
  /** The call under way. */
  busy: Call | null;
}

export function usePanel(host: Host): PanelState & { reload: () => void; retry: () => void } {
  const [state, setState] = useState<PanelState>({ panel: null, failed: null, busy: 'load' });
  // An answer that a later call has overtaken must not replace the newer one.
  const latest = useRef(0);

  const run = useCallback(
    async (call: Call) => {
      latest.current += 1;
      const turn = latest.current;
      setState((before) => ({ ...before, busy: call }));
      try {
        const panel =
          call === 'load'
            ? await host.app('issue/panel', PanelSchema, { scope: true })
            : await host.app('issue/retry', PanelSchema, { method: 'POST', scope: true, body: {} });
        if (turn === latest.current) setState({ panel, failed: null, busy: null });
      } catch (reason) {
        const failure = toFailure(reason);
        if (turn === latest.current) {
          setState((before) => ({ ...before, failed: { call, failure }, busy: null }));
        }
      }
    },
    [host],
  );
  const reload = useCallback(() => void run('load'), [run]);
  const retry = useCallback(() => void run('retry'), [run]);

  useEffect(() => {
    reload();
    return () => {
      latest.current += 1;
    };
  }, [reload]);

  useEffect(() => host.onRefresh(reload), [host, reload]);

  useEffect(() => {
    const shown = () => {
      if (document.visibilityState === 'visible') reload();
    };
    document.addEventListener('visibilitychange', shown);
    return () => document.removeEventListener('visibilitychange', shown);
  }, [reload]);

  useEffect(() => {
    if (state.busy !== null) return;
    const timer = setTimeout(() => {
      if (document.visibilityState === 'visible') reload();
    }, pollDelay(state.panel));
    return () => clearTimeout(timer);
  }, [state, reload]);

  return { ...state, reload, retry };
}
