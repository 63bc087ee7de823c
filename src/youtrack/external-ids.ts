/** The ids under which Ducalis knows our issues. Each names the instance of YouTrack that made it. */
import type { AppGlobalStorage } from '@jetbrains/youtrack-scripting-api/entities';

export interface ExternalIds {
  make(): string;
  /** True for an id that this instance has made: a clone must not send under the ids of the original. */
  isOurs(externalId: string): boolean;
}

export function externalIdsOf({ extensionProperties }: AppGlobalStorage): ExternalIds {
  const prefix = (): string => `${String(extensionProperties.instanceId ?? '').slice(0, 8)}-`;
  return {
    make: () => `${prefix()}${newId()}`,
    isOurs: (externalId) => externalId.startsWith(prefix()),
  };
}

/** 24 random letters and digits. */
export function newId(): string {
  return Array.from({ length: 4 }, () => Math.random().toString(36).slice(2, 8).padEnd(6, '0')).join('');
}
