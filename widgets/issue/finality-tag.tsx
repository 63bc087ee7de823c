/** How far a score can be trusted, as a tag of Ring UI in plain elements: its own script brings a button along. */
import type { Finality } from './wording.ts';

interface TagProps extends Pick<Finality, 'kind'> {
  children: string;
}

export function FinalityTag({ kind, children }: TagProps) {
  const look = kind === 'final' ? 'ring-tag-success' : 'ring-tag-default ring-tag-outline';
  return (
    <span className={`ring-tag-container ${look}`}>
      <span className="ring-tag-tag ring-global-resetButton" data-test="issue-finality">
        <span className="ring-global-ellipsis">{children}</span>
      </span>
    </span>
  );
}
