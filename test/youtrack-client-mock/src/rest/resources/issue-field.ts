/** A custom field of an issue as REST shows it, or as a state machine manages it (youtrack-platform §10). */

import type { ProjectField } from '../../model/field-types.ts';
import { MANAGED_TYPE } from '../../model/field-types.ts';
import { isoPeriod, presentPeriod } from '../../model/period.ts';
import { inOrder, numberOrNull, refOf, refsOf, textOrNull } from '../../model/props.ts';
import type { EntityId } from '../../model/types.ts';
import { isPeriod } from '../../model/types.ts';
import type { View } from '../context.ts';
import type { Attribute, Resource } from '../render.ts';
import { projectFieldResource, valueResource } from './custom-field.ts';

export function issueFieldResource(view: View, issue: EntityId, field: ProjectField): Resource {
  const { automation } = view.youTrack;
  const { kind, multi } = field.type;
  const isManaged = kind === 'element' && !multi && automation.isManaged(view.tx, issue, field.name);
  const events = () => automation.events(view.user, issue, field.name) ?? [];
  return {
    $type: isManaged ? MANAGED_TYPE : field.type.issueType,
    id: field.id,
    attributes: {
      name: () => field.name,
      projectCustomField: () => projectFieldResource(view, field.id),
      value: () => fieldValue(view, issue, field),
      ...(isManaged && { event: () => null, possibleEvents: () => events().map(eventResource) }),
    },
  };
}

function eventResource(event: string): Resource {
  return { $type: 'Event', id: event, attributes: { presentation: () => event } };
}

function fieldValue(view: View, issue: EntityId, { prop, type }: ProjectField): Attribute {
  const { tx } = view;
  switch (type.kind) {
    case 'element':
    case 'user':
    case 'group': {
      // Several values come in the server's order, not in that in which they were written (youtrack-platform §10).
      if (type.multi) return inOrder(tx, refsOf(tx, issue, prop)).map((ref) => valueResource(view, ref));
      const ref = refOf(tx, issue, prop);
      return ref === null ? null : valueResource(view, ref);
    }
    case 'period': {
      const value = tx.get(issue, prop);
      return isPeriod(value) ? periodResource(value.minutes) : null;
    }
    case 'text': {
      const text = textOrNull(tx, issue, prop);
      return text === null || text === '' ? null : textResource(issue, text);
    }
    case 'string':
      return textOrNull(tx, issue, prop) || null;
    default:
      return numberOrNull(tx, issue, prop);
  }
}

function periodResource(minutes: number): Resource {
  return {
    $type: 'PeriodValue',
    id: isoPeriod(minutes),
    attributes: { minutes: () => minutes, presentation: () => presentPeriod(minutes) },
  };
}

function textResource(issue: EntityId, text: string): Resource {
  return {
    $type: 'TextFieldValue',
    id: issue,
    attributes: { text: () => text, markdownText: () => text },
  };
}
