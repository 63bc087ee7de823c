/** How long ago something happened, kept true while it is on screen. */
import { useEffect, useState } from 'react';
import { fullTime, relativeTime } from './time.ts';

const TICK_MS = 15_000;

/** The current time in ms, renewed every 15 s. */
export function useNow(): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), TICK_MS);
    return () => clearInterval(timer);
  }, []);
  return now;
}

export function Freshness({ at, locale }: { at: number; locale: string }) {
  const now = useNow();
  return (
    <time dateTime={new Date(at).toISOString()} title={fullTime(at, locale)}>
      {relativeTime(at, now, locale)}
    </time>
  );
}
