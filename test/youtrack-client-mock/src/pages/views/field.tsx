/** @jsxImportSource hono/jsx */
/** One custom field of the field panel, with the control that fits its type. */
import type { FieldView } from '../field-view.ts';

interface FieldProps {
  readonly field: FieldView;
  readonly disabled: boolean;
}

export function Field({ field, disabled }: FieldProps) {
  return (
    <div
      class="field"
      data-part={`field:${field.data.name}`}
      data-field={JSON.stringify(field.data)}
      data-field-name={field.data.name}
    >
      <span class="field-name">{field.data.name}</span>
      <Control field={field} disabled={disabled} />
    </div>
  );
}

function Control({ field, disabled }: FieldProps) {
  const [value = ''] = field.values;
  const common = { name: 'value', disabled, 'aria-label': field.data.name };
  switch (field.data.kind) {
    case 'name':
    case 'login':
      return (
        <select {...common}>
          {field.canBeEmpty || value === '' ? <option value="">{field.emptyText}</option> : null}
          {field.options.map((option) => (
            <option value={option.value} selected={option.value === value}>
              {option.label}
            </option>
          ))}
        </select>
      );
    case 'names':
    case 'logins':
      return <Choices field={field} disabled={disabled} />;
    case 'date':
      return <input {...common} type="date" value={value} />;
    case 'datetime':
      return <input {...common} type="datetime-local" value={value} />;
    case 'number':
      return <input {...common} type="number" step="any" value={value} placeholder={field.emptyText} />;
    case 'text':
      return (
        <textarea {...common} rows={3} placeholder={field.emptyText}>
          {value}
        </textarea>
      );
    case 'period':
      return <input {...common} type="text" value={value} placeholder="for example 1d 4h" />;
    case 'string':
      return <input {...common} type="text" value={value} placeholder={field.emptyText} />;
  }
}

function Choices({ field, disabled }: FieldProps) {
  const labels = field.options
    .filter((option) => field.values.includes(option.value))
    .map((option) => option.label);
  return (
    <details class="choices">
      <summary>{labels.join(', ') || field.emptyText}</summary>
      {field.options.map((option) => (
        <label>
          <input
            type="checkbox"
            name="value"
            value={option.value}
            checked={field.values.includes(option.value)}
            disabled={disabled}
          />
          {option.label}
        </label>
      ))}
    </details>
  );
}
