/** One labelled, filterable choice: the only place that knows Ring UI's Select. Values are plain strings. */
import Select, { type SelectItem } from '@jetbrains/ring-ui-built/components/select/select';
import { useId } from 'react';

export interface Option {
  readonly key: string;
  readonly label: string;
  /** Shown beside the label: the type. */
  readonly description?: string;
  /** Shown under the label: why it can't be chosen. */
  readonly details?: string;
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
  error?: string | undefined;
  dataTest: string;
}

const MAX_POPUP_HEIGHT = 320;
/** Ring UI guesses row heights in long lists, which leaves gaps where rows have a second line. */
const SHORT_LIST = 200;

/** For where no markup goes: a name that turns the direction of writing turns nothing beside it. */
function isolated(name: string): string {
  return `\u2068${name}\u2069`;
}

export function Choice(props: ChoiceProps) {
  const { label, labelHidden = false, options, value, onChange, error } = props;
  const id = useId();
  // The closed control names the type as well, so that a pair can be judged without opening it.
  const items = options.map((option) => ({
    ...option,
    selectedLabel:
      option.description === undefined ? option.label : `${isolated(option.label)} · ${option.description}`,
  }));
  const selected = items.find(({ key }) => key === value) ?? null;
  const change = (item: SelectItem<Option> | null) => onChange(item === null ? null : item.key);
  return (
    <div className={error === undefined ? 'choice' : 'choice choice--wrong'}>
      <Select<Option>
        id={id}
        type={Select.Type.BUTTON}
        size={Select.Size.FULL}
        filter={{ placeholder: 'Filter' }}
        selectedLabel={labelHidden ? null : label}
        label={selected === null ? props.placeholder : `${label}: ${selected.label}`}
        data={items}
        selected={selected}
        onChange={change}
        clear={props.clearable ?? false}
        loading={props.loading ?? false}
        disabled={props.disabled ?? false}
        maxHeight={MAX_POPUP_HEIGHT}
        renderOptimization={options.length > SHORT_LIST}
        notFoundMessage="Nothing found"
        data-test={props.dataTest}
      />
      {error !== undefined && (
        <div className="choice__error" data-test={`${props.dataTest}-error`}>
          {error}
        </div>
      )}
    </div>
  );
}
