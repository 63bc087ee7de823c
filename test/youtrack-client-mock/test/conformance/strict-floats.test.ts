/** Which numbers an extension property takes. */
import { expect } from 'vitest';
import { PROPERTIES, worldWith } from './harder-probe.ts';
import { onChange, told } from './probe.ts';
import { statement } from './statement.ts';

/** What the property holds after a write, or what the write throws. */
function written(harder: readonly 'strict-floats'[], assignment: string): string | undefined {
  const [name = ''] = assignment.split(' ');
  const attempt = `const p = ${PROPERTIES};
    try { p.${assignment}; console.log(p.${name}); } catch (e) { console.log(e.name, e.message); }`;
  const w = worldWith(harder, { 'rule.js': onChange(attempt) });
  w.edit({ summary: 'Second' });
  return told(w)[0];
}

statement('§15', '?', 'A float holds a whole number too (U4)', {
  'as any other number': () => {
    expect(['ratio = 3', 'ratio = 0.5'].map((one) => written([], one))).toEqual(['3', '0.5']);
  },
  'strict-floats refuses it, and takes fractions': () => {
    const numbers = ['ratio = 3', 'ratio = 0', 'ratio = -1.0'];
    for (const one of numbers) {
      expect(written(['strict-floats'], one)).toMatch(/^IllegalArgumentException .*cannot hold the integer/);
    }
    expect(written(['strict-floats'], 'ratio = 0.5')).toBe('0.5');
  },
});

statement('§15', 'O', 'An integer holds a time in milliseconds', {
  'on either side of U4': () => {
    expect(written([], 'count = 1767614430000')).toBe('1767614430000');
    expect(written(['strict-floats'], 'count = 1767614430000')).toBe('1767614430000');
  },
});
