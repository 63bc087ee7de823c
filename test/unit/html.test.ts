import fc from 'fast-check';
import { type DefaultTreeAdapterTypes, parseFragment } from 'parse5';
import { describe, expect, it } from 'vitest';
import { safeHtml } from '../../src/domain/html.ts';

const BASE = 'https://example.youtrack.cloud';
const safe = (html: string, base = BASE) => safeHtml(html, base);

describe('formatting in a description', () => {
  it.each([
    '<p>A <strong>bold</strong> and <em>slanted</em> word<br>and a new line.</p>',
    '<h2>Steps</h2><ol start="3"><li>One</li><li>Two</li></ol><hr>',
    '<pre><code>if (a &lt; b &amp;&amp; c) {\n  x = "y";\n}</code></pre>',
    '<table><thead><tr><th colspan="2">Head</th></tr></thead><tbody><tr><td>1</td><td>2</td></tr></tbody></table>',
    '<blockquote><p>&quot;Ünï&quot; 🚀 שלום &hellip;</p></blockquote>',
    '<a href="https://example.com/?q=design%20x" title="See &copy;">there</a>',
    '<a href="mailto:ada@example.com">write</a>',
  ])('passes: %s', (html) => {
    expect(safe(html)).toBe(html);
  });

  it('loses elements and attributes that carry no formatting, but not the text in them', () => {
    expect(safe('<section class="x"><p style="color:red" id="a" onclick="go()">Text</p></section>')).toBe(
      '<p>Text</p>',
    );
    expect(safe('<ul><li><input type="checkbox" checked>Done</li></ul>')).toBe('<ul><li>Done</li></ul>');
  });

  it('is balanced: what is left open is closed, and what was never open is not', () => {
    expect(safe('<div><b>bold')).toBe('<div><b>bold</b></div>');
    expect(safe('</div></div>text')).toBe('text');
    expect(safe('<b><i>both</b> none</i>')).toBe('<b><i>both</i></b> none');
  });

  it('keeps a lone angle bracket as text', () => {
    expect(safe('1 < 2 <3 <')).toBe('1 &lt; 2 &lt;3 &lt;');
  });

  it('loses comments, declarations and an unfinished tag', () => {
    expect(safe('a<!-- <b>x</b> -->b<!-->c<!doctype html>d<?php e ?>f</ g>h<a href="')).toBe('abcdfh');
  });

  it('nested a hundred deep stays; what is deeper loses its tags', () => {
    const html = `${'<div>'.repeat(5_000)}deep`;
    expect(safe(html)).toBe(`${'<div>'.repeat(100)}deep${'</div>'.repeat(100)}`);
  });
});

describe('an address in a description', () => {
  it.each([
    ['/api/files/8-1', 'https://example.com/youtrack/api/files/8-1'],
    ['/youtrack/api/files/8-1', 'https://example.com/youtrack/api/files/8-1'],
    ['/youtrack/issue/A-1', 'https://example.com/youtrack/issue/A-1'],
    ['/elsewhere', 'https://example.com/elsewhere'],
    ['issue/A-1', 'https://example.com/youtrack/issue/A-1'],
    ['//cdn.example.com/x.png', 'https://cdn.example.com/x.png'],
    ['HTTPS://example.org/', 'HTTPS://example.org/'],
  ])('%s becomes %s', (address, absolute) => {
    expect(safe(`<img src="${address}">`, 'https://example.com/youtrack')).toBe(`<img src="${absolute}">`);
    expect(safe(`<a href="${address}">x</a>`, 'https://example.com/youtrack')).toBe(
      `<a href="${absolute}">x</a>`,
    );
  });

  it('of an attachment carries no signature', () => {
    const html = '<img src="/api/files/8-1?sign=MTY5fDEtMXw4LTF8c2VjcmV0&amp;updated=1700000000000" alt="x">';
    expect(safe(html)).toBe(`<img src="${BASE}/api/files/8-1" alt="x">`);
  });

  it('keeps its other parameters', () => {
    expect(safe('<a href="/x?a=1&amp;sign=abc&amp;b=2">')).toBe(
      '<a href="https://example.youtrack.cloud/x?a=1&amp;b=2"></a>',
    );
    expect(safe('<a href=/x?sign=abc&b=2&c>')).toBe(
      '<a href="https://example.youtrack.cloud/x?b=2&amp;c"></a>',
    );
  });

  it.each([
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    ' \u0001java\tscript\n:alert(1)',
    'java&#x73;cript:alert(1)',
    '&#0000106avascript:alert(1)',
    'java&Tab;script&colon;alert(1)',
    'data:text/html,x',
    'vbscript:x',
    'file:///etc/passwd',
    'blob:https://example.com/1',
    '#anchor',
    '',
  ])('that cannot be followed safely is dropped: %j', (address) => {
    expect(schemesIn(safe(`<a href="${address}">x</a><img src='${address}'>`))).toEqual([]);
  });

  it('of a picture is never one of a mail', () => {
    expect(safe('<img src="mailto:ada@example.com">')).toBe('');
  });

  it('that is relative is dropped when it is not known where the YouTrack is', () => {
    expect(safe('<a href="/x">x</a>', '')).toBe('<a>x</a>');
  });
});

describe('a hostile description', () => {
  it.each([
    ['<script>alert(1)</script>after', 'after'],
    ['<ScRiPt src=x>a<b>c</sCrIpT >after', 'after'],
    ['<style>*{}</style><iframe src="x"><b>y</iframe>after', 'after'],
    ['<svg><a xlink:href="javascript:x">y</a></svg><math><mi>z</math>after', 'after'],
    ['<form action=x><input name=password><button>Go</button></form>after', 'after'],
    ['<object data=x><param name=y></object><embed src=x>after', 'after'],
    ['<script>never ends <b>bold</b>', ''],
    ['<p onmouseover=go()>x</p>', '<p>x</p>'],
    ['<img src=x onerror=alert(1)>', `<img src="${BASE}/x">`],
    ['<img/src="x"/onerror=alert(1)/>', `<img src="${BASE}/x">`],
    ['<img src=x title="&quot;><script>">', `<img src="${BASE}/x" title="&quot;&gt;&lt;script&gt;">`],
    [`<img src=x alt='" onerror="go()'>`, `<img src="${BASE}/x" alt="&quot; onerror=&quot;go()">`],
    ['<a href="https://x/?<script>"y>z</a>', '<a href="https://x/?&lt;script&gt;">z</a>'],
    ['<scr<script>ipt>alert(1)</script>', 'ipt>alert(1)'],
    ['<noscript><p title="</noscript><img src=x onerror=go()>">', `<img src="${BASE}/x">">`],
    ['<base href="https://evil.example/"><meta http-equiv=refresh><link rel=stylesheet href=x>', ''],
    ['<b a="1" a="2" =c d>x</b>', '<b>x</b>'],
  ])('%s', (html, expected) => {
    expect(safe(html)).toBe(expected);
  });

  const MEGABYTE = 1_000_000;
  it.each([
    '<',
    '</',
    '<!--',
    '<a ',
    '<a href="',
    '<a href=\'x" ',
    '<a href=',
    '<b>',
    '</b>',
    '<script>',
    '<script>x</script>',
    '<a b = ',
    '= ',
    '&#x',
    '<img src="&#x">',
    '<svg><svg></svg>',
  ])('of a megabyte of %j takes time in proportion to its length', (piece) => {
    const hostile = piece.repeat(MEGABYTE / piece.length);
    // In ms of this process: what else the machine does is not counted. The least of three leaves out the collector.
    const ofLength = (length: number) =>
      Math.min(
        ...[1, 2, 3].map(() => {
          const begun = process.cpuUsage();
          safe(hostile.slice(0, length));
          return process.cpuUsage(begun).user / 1_000;
        }),
      );
    const short = ofLength(MEGABYTE / 10);
    // Quadratic work takes a hundred times as long. What is over within 20 ms says nothing.
    expect(ofLength(MEGABYTE)).toBeLessThan(30 * Math.max(short, 20));
  });

  it('never yields an element, attribute or scheme outside the list, and is left as it is by a second pass', () => {
    const pieces = fc.constantFrom(
      ...[
        '<',
        '>',
        '</',
        '/>',
        '"',
        "'",
        '=',
        ' ',
        '\n',
        '\0',
        '<!--',
        '-->',
        '--!>',
        '&',
        '&#106;',
        '&colon;',
      ],
      ...[
        'a',
        'b',
        'p',
        'img',
        'svg',
        'math',
        'script',
        'style',
        'noscript',
        'template',
        'table',
        'td',
        'li',
      ],
      ...['select', 'textarea', 'title', 'form', 'mglyph', 'annotation-xml', 'foreignObject', 'plaintext'],
      ...[
        'href',
        'src',
        'alt',
        'title',
        'onerror',
        'style',
        'srcdoc',
        'xlink:href',
        'javascript:',
        'data:',
        'x',
      ],
    );
    const soup = fc.array(fc.oneof(pieces, fc.string({ maxLength: 3 })), { maxLength: 60 });
    fc.assert(
      fc.property(soup, (parts) => {
        const html = safe(parts.join(''));
        expect(problemsIn(html)).toEqual([]);
        expect(schemesIn(html)).toEqual([]);
        expect(safe(html)).toBe(html);
      }),
      { numRuns: 2_000 },
    );
  });
});

const FORMATTING = new Set(
  'a b blockquote br caption code dd del div dl dt em figcaption figure h1 h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre s samp small span strike strong sub sup table tbody td tfoot th thead tr tt u ul var'.split(
    ' ',
  ),
);
const HARMLESS = new Set('href title src alt width height start colspan rowspan'.split(' '));

/** Elements and attributes that a browser would see and that are not on the list. */
function problemsIn(html: string): string[] {
  return elementsOf(parseFragment(html)).flatMap(({ tagName, attrs }) => [
    ...(FORMATTING.has(tagName) ? [] : [tagName]),
    ...attrs.filter(({ name }) => !HARMLESS.has(name)).map(({ name }) => `${tagName}.${name}`),
  ]);
}

/** Addresses that a browser would see and that are neither web nor mail addresses. */
function schemesIn(html: string): string[] {
  return elementsOf(parseFragment(html))
    .flatMap(({ attrs }) => attrs)
    .filter(({ name, value }) => (name === 'href' || name === 'src') && !/^(?:https?:|mailto:)/i.test(value))
    .map(({ value }) => value);
}

function elementsOf(parent: DefaultTreeAdapterTypes.ParentNode): DefaultTreeAdapterTypes.Element[] {
  return parent.childNodes.flatMap((node) => ('tagName' in node ? [node, ...elementsOf(node)] : []));
}
