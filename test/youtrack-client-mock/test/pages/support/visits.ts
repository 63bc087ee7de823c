/** A visitor for all tests of a file, who leaves after each of them. */
import { afterAll, afterEach, beforeAll } from 'vitest';
import { Visitor } from './visitor.ts';

/** @returns the visitor, once the tests run. */
export function useVisitor(options: Parameters<typeof Visitor.start>[0] = {}): () => Visitor {
  let visitor: Visitor | undefined;
  beforeAll(async () => {
    visitor = await Visitor.start(options);
  });
  afterEach(() => visitor?.leave());
  afterAll(() => visitor?.stop());
  return () => {
    if (visitor === undefined) throw new Error('The visitor is there only while tests run');
    return visitor;
  };
}
