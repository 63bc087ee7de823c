/** Several values out of a list, by name. */

import Select, { type SelectItem } from '@jetbrains/ring-ui-built/components/select/select';
import { useId } from 'react';
import type { Message } from '../messages/message.ts';
import { t, textOf } from '../messages/text.tsx';
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
  error?: Message | undefined;
  dataTest: string;
}

const MAX_POPUP_HEIGHT = 320;

/** An option as Ring UI takes it, in the language of the page. */
interface Item {
  readonly key: string;
  readonly label: string;
  readonly description?: string;
}

function itemOf({ key, label, description }: Option): Item {
  return {
    key,
    label: textOf(label),
    ...(description === undefined ? {} : { description: textOf(description) }),
  };
}

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
  const items = options.map(itemOf);
  const selected = items.filter(({ key }) => values.includes(key));
  return (
    <div className={error === undefined ? 'choice' : 'choice choice--wrong'}>
      <Select<Item>
        id={id}
        multiple
        type={Select.Type.BUTTON}
        size={Select.Size.FULL}
        filter={{ placeholder: t('pages.choice.filter') }}
        label={
          selected.length === 0
            ? placeholder
            : t('pages.choice.chosen', { label, chosen: selected.map((one) => one.label) })
        }
        data={items}
        selected={selected}
        onChange={(items: SelectItem<Item>[]) => onChange(items.map(({ key }) => String(key)))}
        loading={props.loading ?? false}
        disabled={props.disabled ?? false}
        maxHeight={MAX_POPUP_HEIGHT}
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
