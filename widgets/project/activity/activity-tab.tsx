/** What needs a person, and what happened lately. */

import { Button } from '@jetbrains/ring-ui-built/components/button/button';
import Input, { Size } from '@jetbrains/ring-ui-built/components/input/input';
import { useCallback, useState } from 'react';
import { type Activity, JOURNAL_KINDS, type JournalKind } from '../../../src/shared/journal.ts';
import { Choice } from '../../common/choice.tsx';
import { ErrorPanel } from '../../common/error-panel.tsx';
import { Freshness } from '../../common/freshness.tsx';
import type { Host } from '../../common/host.ts';
import { LoadError } from '../../common/load-error.tsx';
import { Loading } from '../../common/loading.tsx';
import { useAction } from '../../common/use-action.ts';
import { useCall } from '../../common/use-call.ts';
import { t, textOf } from '../../messages/text.tsx';
import { loadActivity, retry } from '../model/api.ts';
import { entryWords, filterJournal, keyedJournal, kindName } from '../model/journal-words.ts';
import { Empty } from '../parts/empty.tsx';
import { IssueLink } from '../parts/issue-link.tsx';
import { Section } from '../parts/section.tsx';
import { Attention } from './attention.tsx';

function Journal({ activity: { journal, baseUrl }, locale }: { activity: Activity; locale: string }) {
  const [issue, setIssue] = useState('');
  const [kind, setKind] = useState<JournalKind | null>(null);
  const shown = filterJournal(journal, issue, kind);
  if (journal.length === 0) {
    return (
      <Empty title={t('project.activity.empty.title')} dataTest="journal-empty">
        {t('project.activity.empty.sentence')}
      </Empty>
    );
  }
  return (
    <>
      <div className="columns">
        <Input
          label={t('project.activity.issue')}
          size={Size.FULL}
          value={issue}
          onChange={(event) => setIssue(event.target.value)}
          data-test="journal-issue"
        />
        <Choice
          label={t('project.activity.kind')}
          placeholder={t('project.activity.allKinds')}
          options={JOURNAL_KINDS.map((key) => ({ key, label: kindName(key) }))}
          value={kind}
          onChange={(key) => setKind(JOURNAL_KINDS.find((one) => one === key) ?? null)}
          clearable
          dataTest="journal-kind"
        />
      </div>
      {shown.length === 0 && (
        <div className="secondary" data-test="journal-none">
          {t('project.activity.noEntry')}
        </div>
      )}
      <ul className="list" data-test="journal">
        {keyedJournal(shown).map(({ key, entry }) => (
          <li key={key} className="list__row" data-test="entry" data-kind={entry.kind}>
            <span className="list__main">
              {entry.issue !== null && (
                <>
                  <IssueLink issue={entry.issue} baseUrl={baseUrl} />{' '}
                </>
              )}
              {textOf(entryWords(entry))}
            </span>
            <span className="secondary">
              <Freshness at={entry.at} locale={locale} />
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}

export function ActivityTab({ host }: { host: Host }) {
  const loaded = useCall(useCallback(() => loadActivity(host), [host]));
  const { value: activity, failure, busy, reload, replace } = loaded;
  const { busy: retrying, failure: refused, run } = useAction();
  const retryThem = (issue: string | null) => run(async () => replace(await retry(host, issue)));
  if (activity === null) {
    return failure === null ? (
      <Loading dataTest="activity-loading">{t('project.activity.loading')}</Loading>
    ) : (
      <LoadError title={t('project.activity.notRead')} loaded={loaded} />
    );
  }
  return (
    <>
      <LoadError title={t('project.activity.notRead')} loaded={loaded} />
      <Section title={t('project.activity.waiting')}>
        {refused !== null && <ErrorPanel title={t('project.activity.notSent')} failure={refused} />}
        <Attention
          activity={activity}
          locale={host.locale}
          busy={retrying}
          onSend={(issue) => void retryThem(issue)}
        />
      </Section>
      <Section title={t('project.activity.journal')} lead={t('project.activity.journalLead')}>
        <div>
          <Button onClick={reload} loader={busy} disabled={busy} data-test="reload-journal">
            {t('pages.refresh')}
          </Button>
        </div>
        <Journal activity={activity} locale={host.locale} />
      </Section>
    </>
  );
}
