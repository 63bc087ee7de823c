/** A list that is searched, and of which no more than a page is drawn at once. */
import { useMemo, useState } from 'react';
import { searched } from './search.ts';

export const PAGE_SIZE = 20;

export interface Found<T> {
  readonly search: string;
  readonly all: number;
  readonly matching: number;
  /** Those of the matching ones that are to be drawn. */
  readonly shown: readonly T[];
  readonly find: (search: string) => void;
  readonly showMore: () => void;
}

/** @param textOf what of a row is searched; the same function every time. */
export function useFound<T>(rows: readonly T[], textOf: (row: T) => string): Found<T> {
  const [search, setSearch] = useState('');
  const [drawn, setDrawn] = useState(PAGE_SIZE);
  const matching = useMemo(() => searched(rows, search, textOf), [rows, search, textOf]);
  return {
    search,
    all: rows.length,
    matching: matching.length,
    shown: useMemo(() => matching.slice(0, drawn), [matching, drawn]),
    find: (text) => {
      setSearch(text);
      setDrawn(PAGE_SIZE);
    },
    showMore: () => setDrawn(drawn + PAGE_SIZE),
  };
}
