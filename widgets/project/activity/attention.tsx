/** The issues that do not arrive: why, since when, and when each is tried again. */

import { Button } from '@jetbrains/ring-ui-built/components/button/button';
import type { Activity, WaitingIssue } from '../../../src/shared/journal.ts';
import { Freshness, useNow } from '../../common/freshness.tsx';
import { errorMessage } from '../../messages/message.ts';
import { t, textOf } from '../../messages/text.tsx';
import { nextTry } from '../model/journal-words.ts';
import { IssueLink } from '../parts/issue-link.tsx';

const NOT_KNOWN = '–';

interface AttentionProps {
  activity: Activity;
  locale: string;
  busy: boolean;
  /** Sends one of them, or with null all that are listed. */
  onSend: (issue: string | null) => void;
}

export function Attention({ activity, ...props }: AttentionProps) {
  const { needsAttention: waiting, hasMore, baseUrl } = activity;
  const now = useNow();
  if (waiting.length === 0) {
    return <div className="secondary">{t('project.activity.nothingWaits')}</div>;
  }
  return (
    <>
      {hasMore && (
        <div className="secondary" data-test="attention-more">
          {t('project.activity.first', { count: waiting.length })}
        </div>
      )}
      <table className="waiting" aria-label={t('project.activity.waiting')} data-test="attention">
        <thead>
          <tr>
            <th scope="col">{t('project.activity.issue')}</th>
            <th scope="col">{t('project.activity.cause')}</th>
            <th scope="col">{t('project.activity.since')}</th>
            <th scope="col">{t('project.activity.next')}</th>
            <td />
          </tr>
        </thead>
        <tbody>
          {waiting.map((one) => (
            <WaitingRow key={one.issue} waiting={one} baseUrl={baseUrl} now={now} {...props} />
          ))}
        </tbody>
      </table>
      <div>
        <Button
          primary
          onClick={() => props.onSend(null)}
          loader={props.busy}
          disabled={props.busy}
          data-test="retry-all"
        >
          {hasMore
            ? t('project.activity.sendThese', { count: waiting.length })
            : t('project.activity.sendAll')}
        </Button>
      </div>
    </>
  );
}

interface RowProps extends Omit<AttentionProps, 'activity'> {
  waiting: WaitingIssue;
  baseUrl: string | null;
  now: number;
}

function WaitingRow({ waiting, baseUrl, now, locale, busy, onSend }: RowProps) {
  const { issue, reason, detail, since, retryAt } = waiting;
  return (
    <tr data-test="waiting" data-issue={issue}>
      <th scope="row">
        <IssueLink issue={issue} baseUrl={baseUrl} />
      </th>
      <td className="waiting__cause">
        {textOf(errorMessage(reason))}
        {detail !== null && (
          <div className="secondary" data-test="waiting-detail">
            {detail}
          </div>
        )}
      </td>
      <td>
        <span className="waiting__label">{t('project.activity.since')} </span>
        {since === null ? NOT_KNOWN : <Freshness at={since} locale={locale} />}
      </td>
      <td className="waiting__next" data-test="waiting-next">
        {textOf(nextTry(retryAt, now, locale))}
      </td>
      <td className="waiting__action">
        <Button
          onClick={() => onSend(issue)}
          disabled={busy}
          aria-label={t('project.activity.sendIssue', { issue })}
          data-test="retry-issue"
        >
          {t('project.activity.sendNow')}
        </Button>
      </td>
    </tr>
  );
}
