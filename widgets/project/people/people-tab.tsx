/** The project team, and who of it has access to the board. */

import { Button } from '@jetbrains/ring-ui-built/components/button/button';
import Tag, { TagType } from '@jetbrains/ring-ui-built/components/tag/tag';
import Toggle from '@jetbrains/ring-ui-built/components/toggle/toggle';
import { useCallback } from 'react';
import { MOST_INVITED, type People } from '../../../src/shared/project-page.ts';
import { ErrorPanel } from '../../common/error-panel.tsx';
import { FoundList } from '../../common/found-list.tsx';
import type { Host } from '../../common/host.ts';
import { LoadError } from '../../common/load-error.tsx';
import { Loading } from '../../common/loading.tsx';
import { useAction } from '../../common/use-action.ts';
import { useCall } from '../../common/use-call.ts';
import { useFound } from '../../common/use-found.ts';
import { t, textOf } from '../../messages/text.tsx';
import { invite, keepInStep, loadPeople } from '../model/api.ts';
import { inviteLabel, toInvite } from '../model/people-words.ts';
import { Empty } from '../parts/empty.tsx';
import { Section } from '../parts/section.tsx';

const TAGS = {
  active: TagType.SUCCESS,
  pending: TagType.WARNING,
  unknown: TagType.DEFAULT,
  'no-email': TagType.DEFAULT,
} as const;

type Member = People['members'][number];

function memberText({ name, email, login }: Member): string {
  return `${name} ${email ?? ''} ${login}`;
}

interface TeamProps {
  people: People;
  busy: boolean;
  onInvite: (logins: readonly string[]) => void;
}

function Team({ people, ...props }: TeamProps) {
  const found = useFound(people.members, memberText);
  return (
    <FoundList found={found} rows="person" name="member">
      {(shown) => (
        <ul className="list" data-test="team">
          {shown.map((member) => (
            <Person key={member.login} member={member} {...props} />
          ))}
        </ul>
      )}
    </FoundList>
  );
}

function Person({ member, busy, onInvite }: Omit<TeamProps, 'people'> & { member: Member }) {
  const { login, name, email, access } = member;
  return (
    <li className="list__row" data-test="member" data-login={login} data-access={access}>
      <span className="list__main">
        <bdi>{name}</bdi> <span className="secondary">{email ?? login}</span>
      </span>
      <Tag readOnly interactive={false} tagType={TAGS[access]}>
        {t(`project.access.${access}`)}
      </Tag>
      {access === 'unknown' && (
        <Button
          onClick={() => onInvite([login])}
          disabled={busy}
          aria-label={t('project.people.inviteOne', { name })}
          data-test="invite"
        >
          {t('project.people.invite')}
        </Button>
      )}
    </li>
  );
}

export function PeopleTab({ host }: { host: Host }) {
  const loaded = useCall(useCallback(() => loadPeople(host), [host]));
  const { value: people, failure, reload, replace } = loaded;
  const { busy: acting, failure: refused, run } = useAction();
  const act = (call: () => Promise<People>) =>
    run(async () => {
      try {
        replace(await call());
      } catch (reason) {
        // Part of it may be done: of many people, some may be invited.
        reload();
        throw reason;
      }
    });
  const inviteThem = (logins: readonly string[]) => void act(() => invite(host, logins));
  const waiting = people === null ? [] : toInvite(people);
  return (
    <Section title={t('project.people.title')} lead={t('project.people.lead')}>
      {people === null && failure === null && (
        <Loading dataTest="people-loading">{t('project.people.loading')}</Loading>
      )}
      <LoadError title={t('project.people.notListed')} loaded={loaded} />
      {refused !== null && <ErrorPanel title={t('project.people.failed')} failure={refused} />}
      {people !== null && people.members.length === 0 && (
        <Empty title={t('project.people.noTeam.title')} dataTest="no-team">
          {t('project.people.noTeam.sentence')}
        </Empty>
      )}
      {people !== null && people.members.length > 0 && (
        <>
          <Team people={people} busy={acting} onInvite={inviteThem} />
          {people.others > 0 && (
            <div className="secondary">{t('project.people.others', { count: people.others })}</div>
          )}
          <div className="row">
            <Button
              primary
              onClick={() => inviteThem(waiting.slice(0, MOST_INVITED))}
              loader={acting}
              disabled={acting || waiting.length === 0}
              title={waiting.length === 0 ? t('project.people.allInvitedTitle') : undefined}
              data-test="invite-all"
            >
              {textOf(inviteLabel(waiting.length))}
            </Button>
          </div>
          <Toggle
            checked={people.keepsInStep}
            disabled={acting}
            onChange={(event) => {
              const { checked } = event.target;
              void act(async () => ({ ...people, ...(await keepInStep(host, checked)) }));
            }}
            data-test="keep-in-step"
          >
            {t('project.people.keepInStep')}
          </Toggle>
        </>
      )}
    </Section>
  );
}
