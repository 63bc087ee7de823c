/** The types of extension properties: what each takes, and what it refuses (youtrack-platform §5). */
import { storedType } from '../../../model/extended-types.ts';
import type { EntityId, Value } from '../../../model/types.ts';
import type { ExtensionDeclaration } from '../native.ts';
import { engine } from './engine.ts';
import { classNameOf } from './entity-class.ts';
import { illegalArgument } from './errors.ts';
import { idOf } from './identity.ts';

/** UTF-8 bytes that a string property holds; a longer write is an error, not a shortened value. */
const MAX_BYTES = 4_194_304;

/** What is stored for a value of a script, never null. Throws IllegalArgumentException for another type. */
export function extensionValue(name: string, { type }: ExtensionDeclaration, value: unknown): Value {
  switch (type) {
    case 'string':
      if (typeof value !== 'string') break;
      if (isLonger(value, MAX_BYTES)) {
        throw illegalArgument(`The extension property ${name} holds at most ${MAX_BYTES} bytes`);
      }
      return value;
    case 'integer':
      if (typeof value === 'number' && Number.isSafeInteger(value)) return value;
      break;
    case 'float':
      if (typeof value === 'number' && Number.isFinite(value)) return fraction(name, value);
      break;
    case 'boolean':
      if (typeof value === 'boolean') return value;
      break;
    default:
      return { ref: extensionEntity(name, type)(value) };
  }
  throw illegalArgument(
    `The extension property ${name} is of the type ${type} and cannot hold a ${typeof value}`,
  );
}

/** Graal hands a whole number over as Java's `Integer` or `Long`, which a `Double` may not take (youtrack-platform §15, U4). */
function fraction(name: string, value: number): number {
  if (!engine().refusesWholeFloats || !Number.isInteger(value)) return value;
  throw illegalArgument(
    `The extension property ${name} is of the type float and cannot hold the integer ${value}`,
  );
}

/** What a property of entities takes. Several classes share one stored type, so the class counts too. */
export function extensionEntity(name: string, className: string): (element: unknown) => EntityId {
  const type = storedType(className);
  if (type === undefined) throw new Error(`The extension property ${name} holds no entities`);
  return (element) => {
    const id = idOf(element);
    const isStored = id !== undefined && engine().typeOf(id) === type;
    if (isStored && (type === className || classNameOf(element) === className)) return id;
    throw illegalArgument(`The extension property ${name} must be an entity of the type ${className}`);
  };
}

/** Counts bytes by hand: the realm has no TextEncoder. */
function isLonger(text: string, limit: number): boolean {
  if (text.length > limit) return true;
  if (text.length * 3 <= limit) return false;
  let bytes = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    if (bytes > limit) return true;
  }
  return false;
}
