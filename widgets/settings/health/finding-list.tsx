/** The findings, most urgent first and searched, each with its action. */

import exceptionIcon from '@jetbrains/icons/exception';
import infoIcon from '@jetbrains/icons/info';
import warningIcon from '@jetbrains/icons/warning';
import { Button } from '@jetbrains/ring-ui-built/components/button/button';
import Icon from '@jetbrains/ring-ui-built/components/icon/icon';
import Link from '@jetbrains/ring-ui-built/components/link/link';
import type { MouseEvent, ReactNode } from 'react';
import { FoundList } from '../../common/found-list.tsx';
import type { Host } from '../../common/host.ts';
import { leaveNote } from '../../common/open-at.ts';
import { useFound } from '../../common/use-found.ts';
import { ownTab, projectSettings } from '../../common/youtrack-page.ts';
import { message } from '../../messages/message.ts';
import { rich, t, textOf } from '../../messages/text.tsx';
import type { Address } from '../youtrack-api.ts';
import type { Finding } from './finding.ts';
import { revealQuestion, revealStep } from './reveal.ts';

const GLYPHS = { stopped: exceptionIcon, todo: warningIcon, note: infoIcon } as const;

function findingText({ project, sentence }: Finding): string {
  const text = textOf(sentence);
  return project === null ? text : `${project.name} ${project.key} ${text}`;
}

interface FindingListProps {
  host: Host;
  findings: readonly Finding[];
  address: Address | null;
  /** True while the connection is being tested. */
  testing: boolean;
  onTest: () => void;
}

export function FindingList({ findings, ...props }: FindingListProps) {
  const found = useFound(findings, findingText);
  if (findings.length === 0) return null;
  return (
    <FoundList found={found} rows="finding" name="finding">
      {(shown) => (
        <ul className="health__list" aria-label={t('settings.findings.list')} data-test="findings">
          {shown.map((finding) => (
            <FindingRow key={`${finding.key} ${finding.project?.key ?? ''}`} finding={finding} {...props} />
          ))}
        </ul>
      )}
    </FoundList>
  );
}

type FindingRowProps = Omit<FindingListProps, 'findings'> & { finding: Finding };

function FindingRow({ finding, ...props }: FindingRowProps) {
  const { key, urgency, project, sentence } = finding;
  const word = message(`settings.urgency.${urgency}`);
  const spoken = (text: ReactNode) => <span className="health__spoken">{text}</span>;
  return (
    <li
      className="health__finding"
      data-test="finding"
      data-key={key}
      data-urgency={urgency}
      data-project={project?.key}
    >
      <Icon glyph={GLYPHS[urgency]} className="health__icon" />
      <span className="health__sentence">
        {project === null
          ? rich('settings.findings.ofConnection', { urgency: word, spoken, sentence })
          : rich('settings.findings.ofProject', { urgency: word, spoken, project: project.name, sentence })}
      </span>
      <FindingAction finding={finding} {...props} />
    </li>
  );
}

/** The button of a mouse that opens a link in another tab. */
const MIDDLE = 1;

function FindingAction({ host, finding, address, testing, onTest }: FindingRowProps) {
  const { action, project } = finding;
  switch (action.kind) {
    case 'none':
      return null;
    case 'answer':
      return (
        <Button onClick={revealQuestion} data-test="finding-answer">
          {t('settings.findings.answer')}
        </Button>
      );
    case 'test':
      return (
        <Button onClick={onTest} loader={testing} disabled={testing} data-test="finding-test">
          {t('settings.testConnection')}
        </Button>
      );
    case 'step':
      return (
        <Button onClick={() => revealStep(action.step)} data-test={`finding-${action.step}`}>
          {textOf(action.label)}
        </Button>
      );
    case 'open-tab':
    case 'open-settings': {
      if (project === null) return null;
      if (address === null) return <span className="secondary">{t('settings.findings.seeSettings')}</span>;
      const openAtTab = () => {
        if (action.kind !== 'open-tab') return;
        // Without the note the link leads to the first part of the page.
        leaveNote(host, project.key, action.tab, Date.now()).catch(() => undefined);
      };
      return (
        <Link
          href={(action.kind === 'open-tab' ? ownTab : projectSettings)(address.baseUrl, project.key)}
          target="_blank"
          rel="noreferrer"
          onClick={openAtTab}
          onAuxClick={({ button }: MouseEvent) => button === MIDDLE && openAtTab()}
          data-test={`finding-${action.kind}`}
        >
          {rich(action.kind === 'open-tab' ? 'settings.findings.openTab' : 'settings.findings.openSettings', {
            project: project.name,
          })}
        </Link>
      );
    }
  }
}
