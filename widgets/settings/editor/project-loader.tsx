/** Brings what the editor needs of a project: its settings, its fields, and whether the app is attached to it. */
import { Button } from '@jetbrains/ring-ui-built/components/button/button';
import { H2 } from '@jetbrains/ring-ui-built/components/heading/heading';
import LoaderInline from '@jetbrains/ring-ui-built/components/loader-inline/loader-inline';
import { type ReactNode, useCallback, useState } from 'react';
import type { Overview, ProjectView } from '../../../src/shared/api.ts';
import { ErrorPanel } from '../../common/error-panel.tsx';
import { type HostFailure, toFailure } from '../../common/failure.ts';
import type { Host } from '../../common/host.ts';
import { Notice } from '../../common/notice.tsx';
import { useCall } from '../../common/use-call.ts';
import {
  type Attachment,
  attachApp,
  confirmationSentence,
  findAttachment,
  type Project,
} from '../youtrack-api.ts';
import { ProjectEditor } from './project-editor.tsx';
import { loadProject } from './save-project.ts';

interface LoaderProps {
  host: Host;
  project: Project;
  overview: Overview;
  onDirty: (dirty: boolean) => void;
  onSaved: () => void;
}

interface Opened {
  readonly attachment: Attachment;
  /** Null where the settings can only be read once the app is attached. */
  readonly view: ProjectView | null;
}

async function openProject(host: Host, project: Project): Promise<Opened> {
  const [attachment, view] = await Promise.all([
    findAttachment(host, project.id),
    loadProject(host, project.shortName).catch((reason: unknown) => {
      const failure = toFailure(reason);
      if (failure.code === 'app-not-attached') return null;
      throw failure;
    }),
  ]);
  return { attachment, view };
}

function Frame({ project, children }: { project: Project; children: ReactNode }) {
  return (
    <section
      className="panel"
      aria-labelledby="editor-title"
      data-test="project-editor"
      data-project={project.shortName}
    >
      <H2 id="editor-title">{project.name}</H2>
      {children}
    </section>
  );
}

function AttachFirst({
  host,
  project,
  onAttached,
}: {
  host: Host;
  project: Project;
  onAttached: () => void;
}) {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<HostFailure | null>(null);
  const attach = async () => {
    setBusy(true);
    setFailure(null);
    try {
      await attachApp(host, project.id);
      onAttached();
    } catch (reason) {
      setFailure(toFailure(reason));
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <div>Attach the app to this project first. YouTrack asks you to confirm.</div>
      <div>
        <Button primary onClick={() => void attach()} loader={busy} disabled={busy} data-test="attach">
          Attach to {project.name}
        </Button>
      </div>
      {failure !== null && (
        <ErrorPanel
          title="The app was not attached"
          failure={failure}
          sentence={confirmationSentence(failure)}
        />
      )}
    </>
  );
}

export function ProjectLoader({ host, project, overview, onDirty, onSaved }: LoaderProps) {
  const opened = useCall(useCallback(() => openProject(host, project), [host, project]));
  const { value, failure } = opened;

  if (value === null) {
    return (
      <Frame project={project}>
        {failure === null ? (
          <LoaderInline>Reading the project…</LoaderInline>
        ) : (
          <ErrorPanel
            title="Could not open the project"
            failure={failure}
            onRetry={opened.reload}
            busy={opened.busy}
          />
        )}
      </Frame>
    );
  }
  if (value.view === null) {
    return (
      <Frame project={project}>
        <AttachFirst host={host} project={project} onAttached={opened.reload} />
      </Frame>
    );
  }
  return (
    <Frame project={project}>
      {value.attachment === 'disabled' && (
        <Notice kind="warning" title="The app is switched off in this project" dataTest="app-disabled">
          Changes are not sent until it is switched on in the project's settings, under Apps.
        </Notice>
      )}
      <ProjectEditor
        host={host}
        project={project}
        attached={value.attachment !== 'none'}
        view={value.view}
        overview={overview}
        onDirty={onDirty}
        onSaved={onSaved}
      />
    </Frame>
  );
}
