/** What a seed says that does not fit, and where it says it. */

export class SeedError extends Error {
  override name = 'SeedError';

  /** @param path such as `issues.3.fields.State`. */
  constructor(path: string, reason: string, options?: ErrorOptions) {
    super(`${path}: ${reason}`, options);
  }
}
