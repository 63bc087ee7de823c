/** Lets tests make any member of the scripting API fail, by `<class>.<member>`. */
import { engine } from './engine.ts';

interface Reported {
  readonly owner: object;
  readonly methods: readonly string[];
  nameOf(receiver: unknown): string;
}

const reported: Reported[] = [];

/**
 * Makes every method that `owner` has now ask first whether it shall fail.
 * @param nameOf the class by which the call is reported.
 */
export function reportCalls(owner: object, nameOf: (receiver: unknown) => string): void {
  const methods: string[] = [];
  reported.push({ owner, methods, nameOf });
  for (const name of Object.getOwnPropertyNames(owner)) {
    const descriptor = Object.getOwnPropertyDescriptor(owner, name);
    const method: unknown = descriptor?.value;
    if (name === 'constructor' || typeof method !== 'function') continue;
    methods.push(name);
    const reporting = function (this: unknown, ...args: unknown[]): unknown {
      engine().fault(`${nameOf(this)}.${name}`);
      return Reflect.apply(method, this, args);
    };
    Object.defineProperty(reporting, 'name', { value: name });
    Object.defineProperty(owner, name, { ...descriptor, value: reporting });
  }
}

/**
 * All members that ask.
 * @param prototypes of the classes that inherit from those that were reported.
 */
export function reportedMembers(prototypes: readonly object[]): readonly string[] {
  const all = reported.flatMap(({ owner, methods, nameOf }) =>
    [owner, ...prototypes.filter((one) => Object.prototype.isPrototypeOf.call(owner, one))].flatMap((one) =>
      methods.map((method) => `${nameOf(one)}.${method}`),
    ),
  );
  return [...new Set(all)].sort();
}
