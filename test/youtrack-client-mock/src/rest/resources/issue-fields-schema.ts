/** The fields of a project's issues as a JSON Schema, which JetBrains' tools for AI tell. */
import type { ProjectField } from '../../model/field-types.ts';
import { inOrder, textOf } from '../../model/props.ts';
import type { EntityId } from '../../model/types.ts';
import type { View } from '../context.ts';
import { visibleFields } from './project.ts';

export interface FieldSchema {
  readonly type: 'string' | 'integer' | 'number' | 'array';
  readonly description?: string;
  readonly enum?: readonly string[];
  readonly items?: FieldSchema;
}

export interface IssueFieldsSchema {
  readonly type: 'object';
  readonly properties: Readonly<Record<string, FieldSchema>>;
  /** Fields that cannot be empty. */
  readonly required: readonly string[];
}

export function issueFieldsSchema(view: View, project: EntityId): IssueFieldsSchema {
  const fields = visibleFields(view, project);
  return {
    type: 'object',
    properties: Object.fromEntries(fields.map((field) => [field.name, fieldSchema(view, field)])),
    required: fields.filter(({ canBeEmpty }) => !canBeEmpty).map(({ name }) => name),
  };
}

function fieldSchema(view: View, field: ProjectField): FieldSchema {
  const { multi, id } = field.type;
  const value = valueSchema(view, field);
  return multi
    ? { type: 'array', description: `Array of ${id.replace('[*]', '')} values`, items: value }
    : value;
}

function valueSchema({ tx }: View, { type, bundle }: ProjectField): FieldSchema {
  switch (type.kind) {
    case 'integer':
      return { type: 'integer' };
    case 'float':
      return { type: 'number' };
    case 'element': {
      const values = bundle === null ? [] : inOrder(tx, tx.find('BundleElement', 'bundle', { ref: bundle }));
      return { type: 'string', enum: values.map((value) => textOf(tx, value, 'name')) };
    }
    case 'user':
      return { type: 'string', description: 'Login of a user' };
    case 'group':
      return { type: 'string', description: 'Name of a group' };
    case 'period':
      return { type: 'string', description: 'A period, such as 1d 4h' };
    case 'date':
    case 'date and time':
    case 'string':
    case 'text':
      return { type: 'string', description: `A ${type.kind}` };
  }
}
