/** What is too long for Ducalis is cut, visibly, and nothing else of its issue is. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Fittable, fitted } from '../../src/domain/fitting.ts';
import { beginningOf, utf8Length } from '../../src/domain/text-size.ts';

const BASE = 'https://example.youtrack.cloud';

const ITEM: Fittable = {
  key: 'DEMO-1',
  url: `${BASE}/issue/DEMO-1`,
  name: 'A name',
  description: '<p>Words</p>',
  status: 'Open',
  type: null,
  labels: ['one', 'two'],
  fields: { size: 'M', effort: 3, due: null },
};

const bytes = (value: unknown) => new TextEncoder().encode(JSON.stringify(value)).length;

describe('an issue', () => {
  it('that fits is sent as it is', () => {
    expect(fitted(ITEM, BASE)).toEqual(ITEM);
  });

  const LONG: readonly (readonly [name: string, description: string])[] = [
    ['2 MB of plain text', 'x'.repeat(2_000_000)],
    ['300,000 characters that are escaped', '\u0007'.repeat(300_000)],
    ['quotation marks', '"'.repeat(900_000)],
    ['letters of several bytes', '漢'.repeat(400_000)],
    ['pairs of surrogates', '😀'.repeat(300_000)],
    ['half pairs', '\ud83d'.repeat(200_000)],
    ['open elements', '<ul><li><b>'.repeat(100_000)],
    ['one long attribute', `<p>Before</p><a href="https://example.com/${'y'.repeat(900_000)}">link</a>`],
    ['entities', '&amp;'.repeat(200_000)],
  ];

  it.each(LONG)(
    'with a description of %s arrives with a visible mark, and all the rest',
    (_name, description) => {
      const sent = fitted({ ...ITEM, description }, BASE);
      expect(bytes(sent)).toBeLessThanOrEqual(500_000);
      expect(sent.description).toMatch(
        /… This text is longer\. All of it is in <a href="[^"]+">DEMO-1<\/a>\.<\/em><\/p>$/,
      );
      expect({ ...sent, description: '' }).toEqual({ ...ITEM, description: '' });
    },
  );

  it('keeps as much of a long description as fits', () => {
    expect(bytes(fitted({ ...ITEM, description: 'x'.repeat(2_000_000) }, BASE))).toBeGreaterThan(490_000);
  });

  it('with a name of 1,500 characters has one of 1,000 that ends with a mark', () => {
    const { name } = fitted({ ...ITEM, name: 'n'.repeat(1_500) }, BASE);
    expect(name).toBe(`${'n'.repeat(999)}…`);
  });

  it('has no half characters at the end of its name', () => {
    const { name } = fitted({ ...ITEM, name: `${'n'.repeat(998)}${'😀'.repeat(10)}` }, BASE);
    expect(name).toBe(`${'n'.repeat(998)}…`);
  });

  it('with a long text field has the rest', () => {
    const { fields } = fitted({ ...ITEM, fields: { ...ITEM.fields, notes: 'z'.repeat(400_000) } }, BASE);
    expect(fields).toMatchObject(ITEM.fields);
    expect(String(fields.notes)).toMatch(/^z+…$/);
    expect(bytes(fields.notes)).toBeLessThanOrEqual(50_002);
  });

  it('with thousands of labels and fields has as many as fit, and its description', () => {
    const labels = Array.from({ length: 1_500 }, (_, at) => `${at} ${'l'.repeat(200)}`);
    const fields = Object.fromEntries(labels.map((label) => [label, 'v'.repeat(3_000)]));
    const sent = fitted({ ...ITEM, labels, fields }, BASE);
    expect(bytes(sent)).toBeLessThanOrEqual(500_000);
    expect(sent.description).toContain('Words');
  });

  it('fits whatever its texts are', () => {
    const text = fc.tuple(fc.string({ unit: 'binary', maxLength: 40 }), fc.integer({ min: 1, max: 40_000 }));
    fc.assert(
      fc.property(text, text, text, ([name, a], [description, b], [note, c]) => {
        const item = {
          ...ITEM,
          name: name.repeat(a),
          description: description.repeat(b),
          fields: { note: note.repeat(c) },
        };
        const sent = fitted(item, BASE);
        return bytes(sent) <= 500_000 && sent.name.length <= 1_000;
      }),
      { numRuns: 60 },
    );
  });
});

describe('the beginning of a text', () => {
  it('takes no more bytes than it may, and not a character less than it could', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), fc.nat(200), (text, most) => {
        const beginning = beginningOf(text, most);
        const inside = (one: string) => utf8Length(JSON.stringify(one)) - 2;
        expect(text.startsWith(beginning)).toBe(true);
        expect(inside(beginning)).toBeLessThanOrEqual(most);
        const [next] = text.slice(beginning.length);
        if (next !== undefined)
          expect(inside(beginning) + inside([...text.slice(beginning.length)][0] ?? '')).toBeGreaterThan(
            most,
          );
      }),
    );
  });
});
