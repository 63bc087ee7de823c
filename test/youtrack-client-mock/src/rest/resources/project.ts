/** Projects as REST shows them. */

import { projectFields } from '../../model/field-types.ts';
import { refOf } from '../../model/props.ts';
import type { EntityId } from '../../model/types.ts';
import type { View } from '../context.ts';
import { may } from '../context.ts';
import type { Resource } from '../render.ts';
import { projectFieldResource } from './custom-field.ts';
import { projectReference } from './project-reference.ts';
import { groupResource, userOrNull } from './user.ts';

export function projectResource(view: View, id: EntityId): Resource {
  const { tx } = view;
  const { attributes, ...reference } = projectReference(view, id);
  return {
    ...reference,
    attributes: {
      ...attributes,
      leader: () => userOrNull(view, refOf(tx, id, 'leader')),
      createdBy: () => userOrNull(view, refOf(tx, id, 'leader')),
      team: () => {
        const team = refOf(tx, id, 'team');
        return team === null ? null : groupResource(view, team);
      },
      customFields: () =>
        visibleFields(view, id).map((projectField) => projectFieldResource(view, projectField.id)),
    },
  };
}

/** The fields of a project; none, rather than a refusal, for who may not read it (youtrack-platform §10). */
export function visibleFields(view: View, project: EntityId): ReturnType<typeof projectFields> {
  return may(view, 'READ_PROJECT', project) ? projectFields(view.tx, project) : [];
}
