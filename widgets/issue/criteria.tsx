/** The score of each criterion, folded away when there are many. */

import chevronIcon from '@jetbrains/icons/chevron-12px-down';
import { useId, useState } from 'react';
import type { Result } from '../../src/shared/api.ts';
import { Button } from '../common/button.tsx';
import { Icon } from '../common/icon.tsx';
import { t } from '../messages/text.tsx';
import { scoreText } from './wording.ts';

/** More than this many would push YouTrack's own fields out of sight. */
const SHOWN_AT_ONCE = 4;

export function Criteria({ criteria, locale }: { criteria: Result['criteria']; locale: string }) {
  const [open, setOpen] = useState(criteria.length <= SHOWN_AT_ONCE);
  const listId = useId();
  return (
    <div className="criteria">
      <Button
        inline
        aria-expanded={open}
        aria-controls={listId}
        onClick={() => setOpen(!open)}
        data-test="issue-criteria-toggle"
      >
        {t('issue.criteria', { count: criteria.length })}
        <Icon
          glyph={chevronIcon}
          className={open ? 'ring-button-iconRight criteria__chevron--open' : 'ring-button-iconRight'}
        />
      </Button>
      <dl id={listId} className="facts" hidden={!open} data-test="issue-criteria">
        {criteria.map(({ name, kind, score }) => (
          <div key={`${kind}:${name}`}>
            <dt>
              <bdi>{name}</bdi>
              {kind === 'effort' && !/effort/i.test(name) && (
                <span className="facts__note">{t('issue.criterion.effort')}</span>
              )}
            </dt>
            <dd>
              {score === null ? (
                <span className="facts__note">{t('issue.criterion.noVotes')}</span>
              ) : (
                scoreText(score, locale)
              )}
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
