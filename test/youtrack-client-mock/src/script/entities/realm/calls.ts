/** Lets tests make any member of the scripting API fail, by `<class>.<member>`. */
import { engine } from './engine.ts';

/**
 * Makes every method that `owner` has now ask first whether it shall fail.
 * @param nameOf the class by which the call is reported.
 */
export function reportCalls(owner: object, nameOf: (receiver: unknown) => string): void {
  for (const name of Object.getOwnPropertyNames(owner)) {
    const descriptor = Object.getOwnPropertyDescriptor(owner, name);
    const method: unknown = descriptor?.value;
    if (name === 'constructor' || typeof method !== 'function') continue;
    const reporting = function (this: unknown, ...args: unknown[]): unknown {
      engine().fault(`${nameOf(this)}.${name}`);
      return Reflect.apply(method, this, args);
    };
    Object.defineProperty(reporting, 'name', { value: name });
    Object.defineProperty(owner, name, { ...descriptor, value: reporting });
  }
}
