/** What a query that cannot be read is answered with, in the shape of recorded answers (youtrack-platform §10). */

export class QuerySyntaxError extends Error {
  override name = 'QuerySyntaxError';

  constructor(
    /** One sentence for each thing that is wrong. */
    readonly children: readonly string[],
  ) {
    super("Can't parse search query, please check and update query syntax");
  }
}

/** The recorded sentence for a value that a field does not have. */
export function unusedValue(value: string, fields: readonly string[]): QuerySyntaxError {
  const plural = fields.length === 1 ? 'field' : 'fields';
  return new QuerySyntaxError([`The value "${value}" isn't used for the ${fields.join(',')} ${plural}.`]);
}
