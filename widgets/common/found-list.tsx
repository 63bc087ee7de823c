/** The parts of a searched list: the search, how many there are, the rows, and more of them. */
import './found-list.css';
import searchIcon from '@jetbrains/icons/search';
import { Button } from '@jetbrains/ring-ui-built/components/button/button';
import { Input, Size } from '@jetbrains/ring-ui-built/components/input/input';
import type { ReactNode } from 'react';
import { foundInWords, type RowWords } from './search.ts';
import { type Found, PAGE_SIZE } from './use-found.ts';

/** So many rows are looked through as quickly without a search. */
const FEW = 10;

interface PartProps<T> {
  found: Found<T>;
  words: RowWords;
  /** Begins the `data-test` of each part. */
  name: string;
}

interface RowsProps<T> extends PartProps<T> {
  /** Draws rows. */
  children: (shown: readonly T[]) => ReactNode;
}

/** A list that needs no search while it is short. */
export function FoundList<T>(props: RowsProps<T>) {
  const { all, search } = props.found;
  return (
    <div className="found">
      {(all > FEW || search !== '') && (
        <>
          <SearchBox {...props} />
          <FoundCount {...props} />
        </>
      )}
      <FoundRows {...props} />
    </div>
  );
}

export function SearchBox<T>({ found: { search, find }, words, name }: PartProps<T>) {
  const label = `Find a ${words.one} by ${words.by}`;
  return (
    <Input
      type="search"
      size={Size.FULL}
      icon={searchIcon}
      placeholder={label}
      aria-label={label}
      value={search}
      onChange={(event) => find(event.target.value)}
      onClear={() => find('')}
      data-test={`${name}-search`}
    />
  );
}

export function FoundCount<T>({ found: { shown, matching, all }, words, name }: PartProps<T>) {
  return (
    <span className="secondary" role="status" data-test={`${name}-found`}>
      {foundInWords(shown.length, matching, all, words)}
    </span>
  );
}

export function FoundRows<T>({ found, words, name, children }: RowsProps<T>) {
  const { search, shown, matching, all, find, showMore } = found;
  const left = matching - shown.length;
  return (
    <>
      {matching === 0 && all > 0 ? (
        <div className="nothing" data-test={`${name}-no-match`}>
          <div>
            No {words.one} matches “{search.trim()}”.
          </div>
          <Button inline onClick={() => find('')} data-test={`${name}-clear-search`}>
            Show all {words.many}
          </Button>
        </div>
      ) : (
        children(shown)
      )}
      {left > 0 && (
        <div>
          <Button onClick={showMore} data-test={`${name}-more`}>
            Show {Math.min(PAGE_SIZE, left)} more
          </Button>
        </div>
      )}
    </>
  );
}
