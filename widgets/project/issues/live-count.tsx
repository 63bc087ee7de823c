/** How many issues the filter lets through, asked anew whenever a choice is made. */

import { useCallback } from 'react';
import { filterSizeProblems } from '../../../src/domain/settings-check.ts';
import type { Filter } from '../../../src/shared/api.ts';
import type { Host } from '../../common/host.ts';
import { LoadError } from '../../common/load-error.tsx';
import { Loading } from '../../common/loading.tsx';
import { useCall } from '../../common/use-call.ts';
import { t, textOf } from '../../messages/text.tsx';
import { count } from '../model/api.ts';
import { countInWords } from '../model/wording.ts';

export function LiveCount({ host, filter }: { host: Host; filter: Filter }) {
  const [problem] = filterSizeProblems(filter);
  const isCountable = problem === undefined;
  const counted = useCall(
    useCallback(async () => (isCountable ? count(host, filter) : null), [host, filter, isCountable]),
  );
  if (counted.failure !== null) return <LoadError title={t('project.count.failed')} loaded={counted} />;
  if (counted.busy) return <Loading dataTest="counting">{t('project.count.busy')}</Loading>;
  if (counted.value === null) {
    return (
      <div className="secondary">
        {t(problem?.code === 'too-many' ? 'project.count.chooseFewer' : 'project.count.chooseValues')}
      </div>
    );
  }
  return (
    <div role="status" className="count" data-test="count">
      {textOf(countInWords(counted.value))}
    </div>
  );
}
