/** How the tables beside this file describe a type of REST: its attributes by kind, names separated by spaces. */

/** Every type also has `id` and `$type`. Any attribute but a list may be null. */
export interface EntityType {
  /** The type above it, whose attributes it has as well. Its own replace those of the same name. */
  readonly is?: string;
  readonly text?: string;
  /** Whole numbers: counts, positions, and milliseconds since 1970. */
  readonly whole?: string;
  readonly flag?: string;
  readonly texts?: string;
  readonly wholes?: string;
  /** Texts out of a few. */
  readonly word?: Readonly<Record<string, readonly string[]>>;
  /** Values whose type depends on the field or the activity that they belong to. */
  readonly free?: string;
  /** An entity of a type or of one below it. */
  readonly one?: Readonly<Record<string, string>>;
  readonly many?: Readonly<Record<string, string>>;
}

export type EntityTypes = Readonly<Record<string, EntityType>>;
