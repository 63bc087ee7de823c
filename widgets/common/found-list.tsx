/** The parts of a searched list: the search, how many there are, the rows, and more of them. */
import { t, textOf } from '../messages/text.tsx';
import './found-list.css';
import searchIcon from '@jetbrains/icons/search';
import { Button } from '@jetbrains/ring-ui-built/components/button/button';
import { Input, Size } from '@jetbrains/ring-ui-built/components/input/input';
import type { ReactNode } from 'react';
import { foundInWords, type RowKind } from './search.ts';
import { type Found, PAGE_SIZE } from './use-found.ts';

/** So many rows are looked through as quickly without a search. */
const FEW = 10;

interface PartProps<T> {
  found: Found<T>;
  /** What the rows are. */
  rows: RowKind;
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

export function SearchBox<T>({ found: { search, find }, rows, name }: PartProps<T>) {
  const label = t(`pages.found.${rows}.search`);
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

export function FoundCount<T>({ found: { shown, matching, all }, rows, name }: PartProps<T>) {
  const words = foundInWords(rows, shown.length, matching, all);
  return (
    <span className="secondary" role="status" data-test={`${name}-found`}>
      {words !== null && textOf(words)}
    </span>
  );
}

export function FoundRows<T>({ found, rows, name, children }: RowsProps<T>) {
  const { search, shown, matching, all, find, showMore } = found;
  const left = matching - shown.length;
  return (
    <>
      {matching === 0 && all > 0 ? (
        <div className="nothing" data-test={`${name}-no-match`}>
          <div>{t(`pages.found.${rows}.none`, { search: search.trim() })}</div>
          <Button inline onClick={() => find('')} data-test={`${name}-clear-search`}>
            {t(`pages.found.${rows}.showAll`)}
          </Button>
        </div>
      ) : (
        children(shown)
      )}
      {left > 0 && (
        <div>
          <Button onClick={showMore} data-test={`${name}-more`}>
            {t('pages.found.more', { count: Math.min(PAGE_SIZE, left) })}
          </Button>
        </div>
      )}
    </>
  );
}
