/** One labelled, filterable choice: the only place that knows Ring UI's Select. Values are plain strings. */

import Select, { type SelectItem } from '@jetbrains/ring-ui-built/components/select/select';
import { useId } from 'react';
import type { Message, Shown } from '../messages/message.ts';
import { t, textOf } from '../messages/text.tsx';

export interface Option {
  readonly key: string;
  readonly label: Shown;
  /** Shown beside the label: the type. */
  readonly description?: Shown;
  /** Shown under the label: why it can't be chosen. */
  readonly details?: Message;
  readonly disabled?: boolean;
}

interface ChoiceProps {
  /** Shown above the control; with `labelHidden` only told to screen readers. */
  label: string;
  labelHidden?: boolean;
  placeholder: string;
  options: readonly Option[];
  value: string | null;
  onChange: (value: string | null) => void;
  /** Lets the choice be emptied again. */
  clearable?: boolean;
  loading?: boolean;
  disabled?: boolean;
  error?: Message | undefined;
  dataTest: string;
}

const MAX_POPUP_HEIGHT = 320;
/** Ring UI guesses row heights in long lists, which leaves gaps where rows have a second line. */
const SHORT_LIST = 200;

/** An option as Ring UI takes it, in the language of the page. */
interface Item {
  readonly key: string;
  readonly label: string;
  /** In the closed control. */
  readonly selectedLabel: string;
  readonly description?: string;
  readonly details?: string;
  readonly disabled?: boolean;
}

/** The closed control names the type as well, so that a pair can be judged without opening it. */
function itemOf({ key, label, description, details, disabled = false }: Option): Item {
  const name = textOf(label);
  if (description === undefined) return { key, label: name, selectedLabel: name, disabled };
  const type = textOf(description);
  return {
    key,
    label: name,
    selectedLabel: t('pages.choice.typed', { name, type }),
    description: type,
    ...(details === undefined ? {} : { details: textOf(details) }),
    disabled,
  };
}

export function Choice(props: ChoiceProps) {
  const { label, labelHidden = false, options, value, onChange, error } = props;
  const id = useId();
  const items = options.map(itemOf);
  const selected = items.find(({ key }) => key === value) ?? null;
  const change = (item: SelectItem<Item> | null) => onChange(item === null ? null : item.key);
  return (
    <div className={error === undefined ? 'choice' : 'choice choice--wrong'}>
      <Select<Item>
        id={id}
        type={Select.Type.BUTTON}
        size={Select.Size.FULL}
        filter={{ placeholder: t('pages.choice.filter') }}
        selectedLabel={labelHidden ? null : label}
        label={
          selected === null ? props.placeholder : t('pages.choice.chosen', { label, chosen: selected.label })
        }
        data={items}
        selected={selected}
        onChange={change}
        clear={props.clearable ?? false}
        loading={props.loading ?? false}
        disabled={props.disabled ?? false}
        maxHeight={MAX_POPUP_HEIGHT}
        renderOptimization={options.length > SHORT_LIST}
        notFoundMessage={t('pages.choice.nothingFound')}
        data-test={props.dataTest}
      />
      {error !== undefined && (
        <div className="choice__error" data-test={`${props.dataTest}-error`}>
          {textOf(error)}
        </div>
      )}
    </div>
  );
}
