/** What a profile says of its owner: how dates are written for them, where, and in which language. */
import { DateTime } from 'luxon';
import { textOf } from '../../model/props.ts';
import type { EntityId } from '../../model/types.ts';
import { formatDate } from '../../script/core/date-format.ts';
import type { View } from '../context.ts';
import type { Resource } from '../render.ts';

/** Nobody has chosen another one: profiles cannot be written. */
const PATTERN = 'd MMM yyyy HH:mm';
const DATE_PATTERN = 'd MMM yyyy';

export function profilesResource(view: View, user: EntityId): Resource {
  return { $type: 'UserProfiles', id: user, attributes: { general: () => generalProfile(view, user) } };
}

export function generalProfile({ tx, youTrack }: View, user: EntityId): Resource {
  const zone = textOf(tx, user, 'timeZoneId');
  const now = youTrack.now();
  return {
    $type: 'GeneralUserProfile',
    id: user,
    attributes: {
      dateFieldFormat: () => ({
        $type: 'DateFormatDescriptor',
        id: PATTERN,
        attributes: {
          pattern: () => PATTERN,
          datePattern: () => DATE_PATTERN,
          presentation: () => formatDate(now, PATTERN, zone),
        },
      }),
      timezone: () => ({
        $type: 'TimeZoneDescriptor',
        id: zone,
        attributes: {
          presentation: () => zone,
          offset: () => DateTime.fromMillis(now, { zone }).offset * 60_000,
        },
      }),
      locale: () => ({
        $type: 'LocaleDescriptor',
        id: 'en_US',
        attributes: {
          locale: () => 'en_US',
          language: () => 'en',
          name: () => 'English',
          community: () => false,
        },
      }),
    },
  };
}
