/** Which option of a Ducalis selector each value of a YouTrack field stands for. */

import { Button } from '@jetbrains/ring-ui-built/components/button/button';
import { useMemo } from 'react';
import { OTHERWISE } from '../../../src/domain/field-types.ts';
import { Choice } from '../../common/choice.tsx';
import { FoundList } from '../../common/found-list.tsx';
import { useFound } from '../../common/use-found.ts';
import { type Message, message } from '../../messages/message.ts';
import { rich, t, textOf } from '../../messages/text.tsx';
import type { ValueMap } from '../model/draft.ts';
import { namedOptions, type ValueRow, valueRows } from '../model/options.ts';
import { ProblemLine } from '../parts/problem-line.tsx';

interface ValueMapProps {
  map: ValueMap | null;
  /** False for a map that was chosen when the fields were of other types. */
  applies: boolean;
  /** Null while they are not known. */
  names: readonly string[] | null;
  options: readonly string[];
  error: Message | undefined;
  disabled: boolean;
  onChange: (map: ValueMap | null) => void;
}

function rowText({ label }: ValueRow): string {
  return textOf(label);
}

interface MappedValuesProps extends Pick<ValueMapProps, 'names' | 'options' | 'disabled'> {
  map: ValueMap['map'];
  onChange: (map: ValueMap['map']) => void;
}

function MappedValues({ map, names, options, disabled, onChange }: MappedValuesProps) {
  const rows = useMemo(
    () =>
      valueRows(
        names,
        map.map(({ from }) => from),
      ),
    [names, map],
  );
  const found = useFound(rows, rowText);
  const target = (name: string) => map.find(({ from }) => from === name)?.to ?? null;
  const choose = (name: string, to: string | null) => {
    const others = map.filter(({ from }) => from !== name);
    onChange(to === null ? others : [...others, { from: name, to }]);
  };
  return (
    <FoundList found={found} rows="value" name="value">
      {(shown) => (
        <div className="columns">
          {shown.map(({ name, label }) => (
            <Choice
              key={name}
              label={textOf(label)}
              placeholder={t('project.values.notMapped')}
              options={namedOptions(
                options,
                [target(name)].filter((to) => to !== null),
              )}
              value={target(name)}
              onChange={(to) => choose(name, to)}
              clearable
              disabled={disabled}
              dataTest="mapped-value"
            />
          ))}
        </div>
      )}
    </FoundList>
  );
}

export function ValueMapEditor({ map, applies, names, options, error, disabled, onChange }: ValueMapProps) {
  if (map === null) {
    const sameNames = (names ?? [])
      .filter((name) => options.includes(name))
      .map((name) => ({ from: name, to: name }));
    return (
      <div className="match__tuning secondary">
        {rich('project.values.ownName', {
          map: (words) => (
            <Button
              inline
              // A map begun before the values are known would lack those of the same name.
              disabled={disabled || names === null}
              onClick={() => onChange({ map: sameNames, otherwise: 'empty' })}
              data-test="map-values"
            >
              {words}
            </Button>
          ),
        })}
      </div>
    );
  }
  return (
    <div className="match__tuning values" data-test="value-map">
      {applies && (
        <>
          <MappedValues
            map={map.map}
            names={names}
            options={options}
            disabled={disabled}
            onChange={(changed) => onChange({ ...map, map: changed })}
          />
          <div className="narrow">
            <Choice
              label={t('project.values.otherwise')}
              placeholder={t('project.choose')}
              options={OTHERWISE.map((key) => ({ key, label: message(`project.otherwise.${key}`) }))}
              value={map.otherwise}
              onChange={(chosen) =>
                onChange({ ...map, otherwise: OTHERWISE.find((one) => one === chosen) ?? map.otherwise })
              }
              disabled={disabled}
              dataTest="value-otherwise"
            />
          </div>
        </>
      )}
      <div>
        <ProblemLine problem={error} dataTest="value-map-error" />
        <Button inline disabled={disabled} onClick={() => onChange(null)} data-test="unmap-values">
          {t('project.values.unmap')}
        </Button>
      </div>
    </div>
  );
}
