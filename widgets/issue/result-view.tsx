/** Rank, total score and how far they can be trusted. Grey numbers are preliminary, and the words say so as well. */

import starIcon from '@jetbrains/icons/star-filled';
import type { Result } from '../../src/shared/api.ts';
import { Icon } from '../common/icon.tsx';
import { t, textOf } from '../messages/text.tsx';
import { Criteria } from './criteria.tsx';
import { FinalityTag } from './finality-tag.tsx';
import { PercentBar } from './percent-bar.tsx';
import { alignmentText, finality, percentText, priorityText, scoreText } from './wording.ts';

interface ResultProps {
  result: Result;
  locale: string;
}

function Figures({ result, locale }: ResultProps) {
  return (
    <dl className={finality(result).kind === 'preliminary' ? 'figures figures--preliminary' : 'figures'}>
      <div>
        <dt className="secondary">{t('issue.priority')}</dt>
        <dd data-test="issue-priority">
          {priorityText(result.priority, locale)}
          {result.isTopPriority && (
            <span
              className="figures__star"
              role="img"
              aria-label={t('issue.topPriority')}
              title={t('issue.topPriority')}
            >
              <Icon glyph={starIcon} />
            </span>
          )}
        </dd>
      </div>
      <div>
        <dt className="secondary">{t('issue.totalScore')}</dt>
        <dd data-test="issue-total-score">{scoreText(result.totalScore, locale)}</dd>
      </div>
    </dl>
  );
}

function Agreement({ result, locale }: ResultProps) {
  if (result.votingPercent === null && result.alignment === null) return null;
  const alignment = result.alignment === null ? null : alignmentText(result.alignment);
  return (
    <dl className="facts">
      {result.votingPercent !== null && (
        <div>
          <dt>{t('issue.votes')}</dt>
          <dd data-test="issue-voting">{percentText(result.votingPercent, locale)}</dd>
          <dd className="facts__bar">
            <PercentBar label={t('issue.votes')} percent={result.votingPercent} />
          </dd>
        </div>
      )}
      {alignment !== null && (
        <div>
          <dt>{t('issue.alignment')}</dt>
          <dd data-test="issue-alignment">
            {percentText(result.alignment, locale)}
            <span className={alignment.low ? 'facts__note facts__note--low' : 'facts__note'}>
              {textOf(alignment.words)}
            </span>
          </dd>
        </div>
      )}
    </dl>
  );
}

export function ResultView({ result, locale }: ResultProps) {
  const { kind, sentence } = finality(result);
  return (
    <div className="result">
      <Figures result={result} locale={locale} />
      <div className="finality">
        <FinalityTag kind={kind}>{t(`issue.finality.${kind}`)}</FinalityTag>
        <span className="secondary">{textOf(sentence)}</span>
      </div>
      <Agreement result={result} locale={locale} />
      {result.criteria.length > 0 && <Criteria criteria={result.criteria} locale={locale} />}
    </div>
  );
}
