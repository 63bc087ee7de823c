/** A parsed query. Attribute names are lower-case; values are as written. */

export type FilterValue =
  | { readonly kind: 'value'; readonly negative: boolean; readonly text: string }
  /** Null is an open end. */
  | {
      readonly kind: 'range';
      readonly negative: boolean;
      readonly from: string | null;
      readonly to: string | null;
    };

export type Item =
  | { readonly kind: 'filter'; readonly attribute: string; readonly values: readonly FilterValue[] }
  /** `#Value` and `-Value`. */
  | { readonly kind: 'single'; readonly negative: boolean; readonly text: string }
  | { readonly kind: 'text'; readonly negative: boolean; readonly phrase: boolean; readonly text: string }
  | { readonly kind: 'group'; readonly node: Node };

export type Node =
  | { readonly kind: 'or' | 'and'; readonly operands: readonly Node[] }
  /** Items side by side: the same attribute twice means either, different ones mean both. */
  | { readonly kind: 'term'; readonly items: readonly Item[] };

export interface SortKey {
  readonly attribute: string;
  readonly descending: boolean;
}

export interface Query {
  readonly root: Node;
  readonly sort: readonly SortKey[];
}
