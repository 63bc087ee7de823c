/** `host.storage`: strings of one app, kept in this browser (youtrack-platform §8). */

/** Bytes of keys and values in UTF-8, for one app. */
const QUOTA = 1024 * 1024;

/** An error whose name crosses into the widget: only own keys do. */
class StorageError extends Error {
  constructor(
    override readonly name: string,
    message: string,
  ) {
    super(message);
  }
}

export interface AppStorage {
  getItem(key: string): Promise<string | null>;
  setItem(key: string, value: string): Promise<void>;
  removeItem(key: string): Promise<void>;
  clear(): Promise<void>;
  getKeys(): Promise<string[]>;
}

export function appStorage(app: string): AppStorage {
  const prefix = `emulator:storage:${app}:`;

  const stored = (): string[] =>
    Object.keys(localStorage)
      .filter((name) => name.startsWith(prefix))
      .map((name) => name.slice(prefix.length));

  const nameOf = (key: unknown): string => {
    if (String(key).startsWith('__meta:')) {
      throw new StorageError('InvalidAccessError', 'Keys that start with "__meta:" are reserved');
    }
    return prefix + String(key);
  };

  const bytes = (text: string): number => new TextEncoder().encode(text).length;

  return {
    getItem: async (key) => localStorage.getItem(nameOf(key)),
    setItem: async (key, value) => {
      const name = nameOf(key);
      const others = stored().filter((other) => prefix + other !== name);
      const used = others.reduce(
        (sum, other) => sum + bytes(other + (localStorage.getItem(prefix + other) ?? '')),
        0,
      );
      if (used + bytes(String(key) + String(value)) > QUOTA) {
        throw new StorageError('QuotaExceededError', `The storage of the app would exceed ${QUOTA} bytes`);
      }
      localStorage.setItem(name, String(value));
    },
    removeItem: async (key) => localStorage.removeItem(nameOf(key)),
    clear: async () => {
      for (const key of stored()) localStorage.removeItem(prefix + key);
    },
    getKeys: async () => stored(),
  };
}
