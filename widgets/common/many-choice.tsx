/** Several values out of a list, by name. */
import Select, { type SelectItem } from '@jetbrains/ring-ui-built/components/select/select';
import { useId } from 'react';
import type { Option } from './choice.tsx';

interface ManyChoiceProps {
  /** Told to screen readers; what is chosen stands on the button. */
  label: string;
  placeholder: string;
  options: readonly Option[];
  values: readonly string[];
  onChange: (values: readonly string[]) => void;
  loading?: boolean;
  disabled?: boolean;
  error?: string | undefined;
  dataTest: string;
}

const MAX_POPUP_HEIGHT = 320;

export function ManyChoice({
  label,
  placeholder,
  options,
  values,
  onChange,
  error,
  ...props
}: ManyChoiceProps) {
  const id = useId();
  const selected = options.filter(({ key }) => values.includes(key));
  return (
    <div className={error === undefined ? 'choice' : 'choice choice--wrong'}>
      <Select<Option>
        id={id}
        multiple
        type={Select.Type.BUTTON}
        size={Select.Size.FULL}
        filter={{ placeholder: 'Filter' }}
        label={
          selected.length === 0 ? placeholder : `${label}: ${selected.map((one) => one.label).join(', ')}`
        }
        data={options.map((option) => ({ ...option }))}
        selected={selected}
        onChange={(items: SelectItem<Option>[]) => onChange(items.map(({ key }) => String(key)))}
        loading={props.loading ?? false}
        disabled={props.disabled ?? false}
        maxHeight={MAX_POPUP_HEIGHT}
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
