/** Two people saved at once: says whose settings are in force and lets this person decide about theirs. */
import { Button } from '@jetbrains/ring-ui-built/components/button/button';
import type { ProjectView } from '../../../src/shared/api.ts';
import { ERRORS } from '../../../src/shared/errors.ts';
import { Notice } from '../../common/notice.tsx';

interface ConflictProps {
  theirs: ProjectView;
  onKeepMine: () => void;
  onDiscardMine: () => void;
}

function inForce({ configuration }: ProjectView): string {
  if (configuration === null) return 'The project has no board now.';
  const count = configuration.matches.length;
  const fields = count === 1 ? '1 matched field' : `${count} matched fields`;
  return `In force is what they saved: board ${configuration.board.name}, ${fields}. Your choices below are kept, but not saved.`;
}

export function ConflictNotice({ theirs, onKeepMine, onDiscardMine }: ConflictProps) {
  return (
    <Notice
      kind="warning"
      title={ERRORS.conflict.sentence}
      dataTest="conflict"
      actions={
        <>
          <Button onClick={onKeepMine} data-test="conflict-retry">
            Retry my change
          </Button>
          <Button onClick={onDiscardMine} data-test="conflict-discard">
            Discard mine
          </Button>
        </>
      }
    >
      {inForce(theirs)}
    </Notice>
  );
}
