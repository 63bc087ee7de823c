/** Field types as people know them, and why a pair of them does not fit. Pure. */

import {
  type DucalisFieldType,
  isAttribute,
  isCompatible,
  isYouTrackFieldType,
} from '../../../src/domain/field-types.ts';
import { type Message, message, type Shown } from '../../messages/message.ts';

export function ducalisTypeName(type: DucalisFieldType): Message {
  return message(`project.ducalisType.${type}`);
}

/** YouTrack's own words: `enum[*]` is "enum (multiple)". A type this app does not know is shown as it is. */
export function youtrackTypeName(type: string): Shown {
  const id = type.replace(/\[.\]$/, '');
  const name = id === 'ownedField' ? message('project.youtrackType.ownedField') : id;
  return type.endsWith('[*]') ? message('project.youtrackType.multiple', { type: name }) : name;
}

/** Why a pair does not fit. */
export interface Mismatch {
  /** Beside an option that cannot be chosen. */
  readonly reason: Message;
  /** Beside a pair that was chosen. */
  readonly sentence: Message;
}

/**
 * @param from a type id of YouTrack, or the name of an attribute.
 * @returns null when the pair fits.
 */
export function mismatch(from: string, to: DucalisFieldType): Mismatch | null {
  const isKnown = isYouTrackFieldType(from) || isAttribute(from);
  if (isKnown && isCompatible(from, to)) return null;
  const [name, wanted] = [youtrackTypeName(from), ducalisTypeName(to)];
  return isKnown
    ? {
        reason: message('project.mismatch.unfit.reason', { from: name, to: wanted }),
        sentence: message('project.mismatch.unfit.sentence', { from: name, to: wanted }),
      }
    : {
        reason: message('project.mismatch.notSendable.reason', { from: name }),
        sentence: message('project.mismatch.notSendable.sentence', { from: name }),
      };
}
