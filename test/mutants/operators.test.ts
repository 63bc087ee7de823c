import { describe, expect, it } from 'vitest';
import { mutantsOf, mutated } from './mutant.ts';
import { editsOf } from './operators.ts';

/** The text with each edit in it. */
const variants = (text: string): string[] => editsOf('a.ts', text).map((edit) => mutated(text, edit));

describe('mutants', () => {
  it.each([
    ['a + b;', ['a - b;']],
    ["a + 'x';", ["a + '';"]],
    ['a < b;', ['true;', 'false;', 'a <= b;', 'a >= b;']],
    ['if (a) f();', ['if (true) f();', 'if (false) f();']],
    ['while (a < b) f();', ['while (false) f();', 'while (a <= b) f();', 'while (a >= b) f();']],
    ['a && b === c;', ['(a || b === c);', 'true;', 'false;', 'a && true;', 'a && b !== c;']],
    ['a ?? b ?? c;', ['((a ?? b) && c);', '(a && b) ?? c;']],
    ['!a;', ['a;']],
    ['a += 1;', ['a -= 1;']],
    ['a++;', ['a--;']],
    ["f('', true);", ["f('mutant', true);", "f('', false);"]],
    ['f([a], { b: 1 });', ['f([], { b: 1 });', 'f([a], {});']],
    ['const f = () => a;', ['const f = () => undefined;']],
    ['function f() { g(); }', ['function f() {}']],
    ['a?.b?.[c]?.();', ['a.b?.[c]?.();', 'a?.b[c]?.();', 'a?.b?.[c]();']],
    ['a.trim().every(f);', ['a.trim().some(f);', 'a.every(f);']],
    ['switch (a) { case b: f(); }', ['switch (a) { case b:  }']],
  ])('of %s', (text, expected) => {
    expect(variants(text).sort()).toEqual([...expected].sort());
  });

  it.each([
    "import { a } from 'a';",
    "export { a } from 'a';",
    "type A = 'a' | { readonly b: true };",
    "interface A { b: 'c' }",
    "f<'a'>(b as 'a' satisfies 'a');",
    'f();',
  ])('are not made of %s', (text) => {
    expect(variants(text)).toEqual([]);
  });

  it('keep their names when lines are added above, and have one each', () => {
    const text = 'f(a + b);\nf(a + b);\n';
    const names = (source: string) =>
      mutantsOf('a.ts', source, editsOf('a.ts', source)).map(({ key }) => key);
    expect(names(text)).toEqual(['a.ts: f(a «+» b); → «-»', 'a.ts: f(a «+» b); → «-» #2']);
    expect(names(`f();\n${text}`)).toEqual(names(text));
  });
});
