import { describe, expect, it } from 'vitest';
import { type Judged, reportOf, type Verdict } from './report.ts';

function judged(key: string, verdict: Verdict): Judged {
  const edit = { what: 'StringLiteral', start: 0, end: 2, replacement: "''" };
  return { mutant: { ...edit, key, file: 'a.ts', line: 3, before: "f('x');", after: "f('');" }, verdict };
}

/** Of which the first `alive` survive. */
const ten = (alive: number): Judged[] =>
  Array.from({ length: 10 }, (_, index) => judged(`number ${index}`, index < alive ? 'survived' : 'killed'));

describe('a report', () => {
  it('is good when nine of ten are killed and the other has a reason', () => {
    const { isGood, text } = reportOf(ten(1), [], { 'number 0': 'Nothing can tell.' });
    expect(text).toContain("  - f('x');\n  + f('');\n  Reason: Nothing can tell.");
    expect(text).toContain('Drawn: 9 of 10 killed (90.0 %)');
    expect(isGood).toBe(true);
  });

  it('is not good when a survivor has no reason, and shows the key for one', () => {
    const { isGood, text } = reportOf(ten(1), [], {});
    expect(text).toContain('No reason. Its key: "number 0"');
    expect(isGood).toBe(false);
  });

  it.each([
    ['drawn', ten(2), []],
    ['known', [], ten(2)],
  ])('is not good when fewer than nine of ten %s ones are killed', (_list, drawn, known) => {
    const reasons = { 'number 0': 'Nothing can tell.', 'number 1': 'Nothing can tell.' };
    expect(reportOf(drawn, known, reasons).isGood).toBe(false);
  });

  it('counts what never ends as killed, and names it', () => {
    const { isGood, text } = reportOf([judged('a loop', 'endless')], [], {});
    expect(text).toContain('a.ts:3  never ended: a loop');
    expect(isGood).toBe(true);
  });

  it('counts what no test imports as a survivor', () => {
    const { isGood, text } = reportOf([judged('alone', 'untested')], [], {});
    expect(text).toContain('a.ts:3  StringLiteral, which no test file imports');
    expect(isGood).toBe(false);
  });
});
