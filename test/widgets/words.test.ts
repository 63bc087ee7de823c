import { createElement, type ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { compileMessages } from '../../widgets/compile-messages.ts';
import { message } from '../../widgets/messages/message.ts';
import { rich, speak, t, textOf } from '../../widgets/messages/text.tsx';
import { LANGUAGE, wordsOf } from '../../widgets/messages/words.ts';
import { ENGLISH } from './english.ts';

const catalogue = compileMessages(ENGLISH);
const inLocale = (locale: string) => wordsOf(catalogue, LANGUAGE, locale);

describe('a message', () => {
  it('counts as its language counts, and writes numbers as the user does', () => {
    const issues = (count: number, locale: string) =>
      inLocale(locale).text(message('settings.line.issues', { count }));
    expect([issues(1, 'en'), issues(1_234, 'en'), issues(1_234, 'de')]).toEqual([
      '1 issue',
      '1,234 issues',
      '1.234 issues',
    ]);
    // Russian has a singular for 21.
    expect(issues(21, 'ru')).toBe('21 issues');
  });

  it('may hold another one, and a list of them', () => {
    const parts = [message('project.changed.board'), message('project.changed.results')];
    expect(inLocale('en').text(message('project.unsavedParts', { parts }))).toBe(
      'Not saved yet: board, results',
    );
  });

  it('takes nothing in a name for its own syntax', () => {
    const text = inLocale('en').text(message('project.saved', { project: "<b>{name}</b> 'x'" }));
    expect(text).toBe("Ducalis settings of <b>{name}</b> 'x' saved");
  });

  it('that a language does not have is shown by its id', () => {
    expect(wordsOf({}, LANGUAGE, 'en').text(message('common.retry'))).toBe('common.retry');
  });
});

describe('a message on a screen', () => {
  speak(inLocale('en'));
  const drawn = (content: ReactNode) => renderToStaticMarkup(createElement('p', null, content));

  it('isolates a name, whatever it holds', () => {
    expect(drawn(rich('settings.findings.openTab', { project: '<b>Demo</b>' }))).toBe(
      '<p>Open <bdi>&lt;b&gt;Demo&lt;/b&gt;</bdi></p>',
    );
  });

  it('draws elements where the message has them', () => {
    const link = (words: ReactNode) => createElement('a', { href: '#' }, words);
    expect(drawn(rich('settings.byHand.connect', { link }))).toMatch(
      /^<p>In <a href="#">Ducalis<\/a>, choose <b>Add<\/b> under /,
    );
    const time = createElement('time', null, 'now');
    expect(drawn(rich('issue.synced', { time }))).toBe('<p>Synced <time>now</time></p>');
  });

  it('leaves a name as it is', () => {
    expect([t('common.retry'), textOf('Demo')]).toEqual(['Retry', 'Demo']);
  });
});
