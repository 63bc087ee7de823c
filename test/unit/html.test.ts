import { describe, expect, it } from 'vitest';
import { stripSignatures } from '../../src/domain/html.ts';

describe('rendered HTML that leaves YouTrack', () => {
  it('carries no signature of an attachment', () => {
    const html = '<img src="/api/files/8-1?sign=MTY5fDEtMXw4LTF8c2VjcmV0&amp;updated=1700000000000" alt="x">';
    expect(stripSignatures(html)).toBe('<img src="/api/files/8-1" alt="x">');
  });

  it('keeps the other parameters', () => {
    expect(stripSignatures('<a href="/x?a=1&amp;sign=abc&amp;b=2">')).toBe('<a href="/x?a=1&amp;b=2">');
    expect(stripSignatures('<a href="/x?sign=abc&b=2&c">')).toBe('<a href="/x?b=2&amp;c">');
  });

  it('leaves text alone', () => {
    const html = '<p>Is this a sign? Yes & no. What?</p><a href="https://example.com/?q=design=1">d</a>';
    expect(stripSignatures(html)).toBe(html);
  });
});
