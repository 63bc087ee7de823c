/** The projects that are connected, each with its board and state; opening one puts it into the editor. */
import Link from '@jetbrains/ring-ui-built/components/link/link';
import type { Overview } from '../../../src/shared/api.ts';
import { ERRORS } from '../../../src/shared/errors.ts';
import { Freshness } from '../../common/freshness.tsx';
import { StateTag } from '../account/state-tag.tsx';

type Connected = Overview['projects'][number];

interface ProjectListProps {
  projects: readonly Connected[];
  current: string | null;
  locale: string;
  onOpen: (key: string) => void;
}

function State({ project, locale }: { project: Connected; locale: string }) {
  if (project.suspendedReason !== null) {
    return (
      <span className="projects__state">
        <span className="secondary">{ERRORS[project.suspendedReason].sentence}</span>
        <StateTag label="Paused" tone="bad" dataTest="project-state" />
      </span>
    );
  }
  return (
    <span className="projects__state">
      {project.sweptAt !== null && (
        <span className="secondary">
          Checked <Freshness at={project.sweptAt} locale={locale} />
        </span>
      )}
      <StateTag label="Connected" tone="good" dataTest="project-state" />
    </span>
  );
}

export function ProjectList({ projects, current, locale, onOpen }: ProjectListProps) {
  if (projects.length === 0) {
    return (
      <div className="secondary" data-test="no-projects">
        No project is connected yet. Choose one above, then its board.
      </div>
    );
  }
  return (
    <ul className="projects" aria-label="Connected projects" data-test="connected-projects">
      {projects.map((project) => (
        <li
          key={project.key}
          className={project.key === current ? 'projects__row projects__row--current' : 'projects__row'}
          aria-current={project.key === current}
          data-test="connected-project"
          data-project={project.key}
        >
          <Link pseudo onClick={() => onOpen(project.key)} data-test="open-project">
            {project.name}
          </Link>
          <span className="secondary">{project.key}</span>
          <span className="projects__board">
            {project.board.emoji} {project.board.name}
          </span>
          <State project={project} locale={locale} />
        </li>
      ))}
    </ul>
  );
}
