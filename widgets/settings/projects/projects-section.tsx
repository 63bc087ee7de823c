/** Chooses the project to work on. Edits that are not saved are never dropped without asking. */
import { Button } from '@jetbrains/ring-ui-built/components/button/button';
import LoaderInline from '@jetbrains/ring-ui-built/components/loader-inline/loader-inline';
import { useCallback, useState } from 'react';
import type { Overview } from '../../../src/shared/api.ts';
import { Choice } from '../../common/choice.tsx';
import { ErrorPanel } from '../../common/error-panel.tsx';
import type { Host } from '../../common/host.ts';
import { Notice } from '../../common/notice.tsx';
import { useCall } from '../../common/use-call.ts';
import { ProjectLoader } from '../editor/project-loader.tsx';
import { listProjects, type Project } from '../youtrack-api.ts';
import { ProjectList } from './project-list.tsx';

interface ProjectsProps {
  host: Host;
  overview: Overview;
  onSaved: () => void;
}

function SwitchGuard({
  from,
  to,
  onSwitch,
  onStay,
}: {
  from: Project;
  to: Project;
  onSwitch: () => void;
  onStay: () => void;
}) {
  return (
    <Notice
      kind="warning"
      title={`Changes to ${from.name} are not saved`}
      dataTest="unsaved-guard"
      actions={
        <>
          <Button onClick={onStay} data-test="guard-stay">
            Keep editing
          </Button>
          <Button onClick={onSwitch} danger data-test="guard-switch">
            Discard and open {to.name}
          </Button>
        </>
      }
    />
  );
}

export function ProjectsSection({ host, overview, onSaved }: ProjectsProps) {
  const projects = useCall(useCallback(() => listProjects(host), [host]));
  const [current, setCurrent] = useState<Project | null>(null);
  const [wanted, setWanted] = useState<Project | null>(null);
  const [dirty, setDirty] = useState(false);

  const open = (key: string | null) => {
    const project = projects.value?.find(({ shortName }) => shortName === key) ?? null;
    if (project === null || project.id === current?.id) return setWanted(null);
    if (dirty) return setWanted(project);
    setCurrent(project);
  };
  const discard = () => {
    setDirty(false);
    setCurrent(wanted);
    setWanted(null);
  };

  return (
    <>
      {projects.failure !== null && (
        <ErrorPanel
          title="Could not list the projects"
          failure={projects.failure}
          onRetry={projects.reload}
          busy={projects.busy}
        />
      )}
      {projects.value === null ? (
        projects.busy && <LoaderInline>Listing projects…</LoaderInline>
      ) : (
        <Choice
          label="Project"
          placeholder="Choose a project"
          options={projects.value.map(({ name, shortName }) => ({
            key: shortName,
            label: name,
            description: shortName,
          }))}
          value={current?.shortName ?? null}
          onChange={open}
          dataTest="project-select"
        />
      )}
      {current !== null && wanted !== null && (
        <SwitchGuard from={current} to={wanted} onSwitch={discard} onStay={() => setWanted(null)} />
      )}
      <ProjectList
        projects={overview.projects}
        current={current?.shortName ?? null}
        locale={host.locale}
        onOpen={open}
      />
      {current !== null && (
        <ProjectLoader
          key={current.id}
          host={host}
          project={current}
          overview={overview}
          onDirty={setDirty}
          onSaved={onSaved}
        />
      )}
    </>
  );
}
