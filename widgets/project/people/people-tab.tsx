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
import { invite, keepInStep, loadPeople } from '../model/api.ts';
import { ACCESS_WORDS, inviteLabel, othersInWords, toInvite } from '../model/people-words.ts';
import { Empty } from '../parts/empty.tsx';
import { Section } from '../parts/section.tsx';

const TAGS = {
  active: TagType.SUCCESS,
  pending: TagType.WARNING,
  unknown: TagType.DEFAULT,
  'no-email': TagType.DEFAULT,
} as const;

const WORDS = { one: 'person', many: 'people', by: 'name or e-mail' } as const;

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
    <FoundList found={found} words={WORDS} name="member">
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
        {ACCESS_WORDS[access]}
      </Tag>
      {access === 'unknown' && (
        <Button
          onClick={() => onInvite([login])}
          disabled={busy}
          aria-label={`Invite ${name}`}
          data-test="invite"
        >
          Invite
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
    <Section
      title="People"
      lead="Evaluating needs access to the board. Whoever is not registered with Ducalis gets an invitation by e-mail."
    >
      {people === null && failure === null && (
        <Loading dataTest="people-loading">Asking Ducalis who is on the board…</Loading>
      )}
      <LoadError title="Could not list the people" loaded={loaded} />
      {refused !== null && <ErrorPanel title="That did not work" failure={refused} />}
      {people !== null && people.members.length === 0 && (
        <Empty title="The project team is empty" dataTest="no-team">
          Add people to the team in the settings of the project, under Team.
        </Empty>
      )}
      {people !== null && people.members.length > 0 && (
        <>
          <Team people={people} busy={acting} onInvite={inviteThem} />
          {people.others > 0 && <div className="secondary">{othersInWords(people.others)}</div>}
          <div className="row">
            <Button
              primary
              onClick={() => inviteThem(waiting.slice(0, MOST_INVITED))}
              loader={acting}
              disabled={acting || waiting.length === 0}
              title={waiting.length === 0 ? 'Everybody with an e-mail address is invited' : undefined}
              data-test="invite-all"
            >
              {inviteLabel(waiting.length)}
            </Button>
          </div>
          <Toggle
            checked={people.keepsInStep}
            disabled={acting}
            onChange={(event) => void act(() => keepInStep(host, event.target.checked))}
            data-test="keep-in-step"
          >
            Once a day, invite whoever is in the team and has no access
          </Toggle>
        </>
      )}
    </Section>
  );
}
