/** Reading what a form posted. */

/** Empty for a file, a list, or nothing. */
export function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** E-mail addresses, one a line or with commas, each once. */
export function emailsIn(value: unknown): readonly string[] {
  const lines: readonly unknown[] = Array.isArray(value) ? value : [value];
  const words = lines.flatMap((line) => text(line).split(/[\s,;]+/)).filter((word) => word !== '');
  return [...new Set(words)];
}
