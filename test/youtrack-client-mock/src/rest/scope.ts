/**
 * What a permanent token must be for. JetBrains documents the scopes, not what each of them opens; the README says
 * what is assumed here.
 */
import { forbidden } from './errors.ts';
import type { ServiceName } from './permanent-token.ts';

/** @param path below `/api`. Handlers of apps lie below `/admin`, but are the app's own affair. */
export function servicesForRest(method: string, path: string): readonly ServiceName[] {
  const administers =
    method !== 'GET' && path.startsWith('/admin/') && !path.includes('/extensionEndpoints/');
  return administers ? ['YouTrack', 'YouTrack Administration'] : ['YouTrack'];
}

export function servicesForHub(): readonly ServiceName[] {
  return ['YouTrack Administration'];
}

/**
 * @param scope of the token; null for a session or the guest, who are not limited by one.
 * @throws RestError 403 that names the service.
 */
export function demandScope(scope: readonly ServiceName[] | null, needed: readonly ServiceName[]): void {
  const missing = needed.find((service) => !(scope?.includes(service) ?? true));
  if (missing !== undefined) throw forbidden(`The scope of the token does not include ${missing}`);
}
