/** The two boards that a stand-in starts with. */
import type { BoardDefinition, Criterion, Field, FieldType } from './model.ts';

const TEN: Criterion['scale'] = { kind: 'range', min: 0, max: 10, step: 1 };
const FIBONACCI: Criterion['scale'] = { kind: 'series', values: [1, 2, 3, 5, 8, 13] };
const EVALUATORS = ['anna.keller@example.com', 'ben.ortiz@example.com'];

export function sampleBoards(): readonly BoardDefinition[] {
  return [
    {
      id: 1,
      public_id: 'pb-7f3a',
      public_alias: 'product-backlog',
      uuid: '5b1f6c1e-5d0a-4a3e-9a51-2f6f0d9c7a01',
      name: 'Product backlog',
      emoji: '🚀',
      description: 'What we build next',
      top_priority: 20,
      fields: [
        field('customer', 'Customer', 'text_short'),
        field('story_points', 'Story points', 'number'),
        field('component', 'Component', 'select', ['Checkout', 'Search', 'Accounts', 'Reports']),
        field('due_date', 'Due date', 'date'),
        field('product_owner', 'Product owner', 'user'),
        field('platforms', 'Platforms', 'multi_select', ['Web', 'iOS', 'Android']),
        field('notes', 'Notes', 'text_long'),
        field('window', 'Window', 'date_range'),
        field('stakeholders', 'Stakeholders', 'users'),
      ],
      criteria: [
        criterion('reach', 'Reach', 'value', TEN, 1, true),
        criterion('revenue', 'Revenue', 'value', TEN, 2, true),
        criterion('confidence', 'Confidence', 'value', { kind: 'percent' }, 0.1, false),
        criterion('effort', 'Effort', 'effort', FIBONACCI, 1, true),
        criterion('risk', 'Risk', 'effort', TEN, 0.5, false),
      ],
      evaluators: EVALUATORS,
    },
    {
      id: 2,
      public_id: 'pl-2c9d',
      public_alias: 'platform',
      uuid: 'c2a7c0f4-8a5e-4f0b-8d0e-6b1f3a4d5e02',
      name: 'Platform',
      emoji: '🛠️',
      description: null,
      top_priority: 5,
      fields: [
        field('subsystem', 'Subsystem', 'select', ['API', 'Storage', 'Build']),
        field('estimate', 'Estimate', 'number'),
        field('target_date', 'Target date', 'date'),
        field('owner', 'Owner', 'user'),
      ],
      criteria: [
        criterion('reliability', 'Reliability', 'value', TEN, 2, true),
        criterion('speed', 'Speed of delivery', 'value', TEN, 1, false),
        criterion('effort', 'Effort', 'effort', FIBONACCI, 1, true),
      ],
      evaluators: EVALUATORS,
    },
  ];
}

function field(key: string, name: string, type: FieldType, options: readonly string[] = []): Field {
  return {
    key,
    name,
    type,
    required: false,
    options: options.map((option, index) => ({ id: `${key}-${index + 1}`, name: option })),
  };
}

function criterion(
  key: string,
  name: string,
  type: Criterion['type'],
  scale: Criterion['scale'],
  weight: number,
  required: boolean,
): Criterion {
  return { key, name, type, scale, weight, required };
}
