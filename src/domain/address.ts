/** Makes an address in rendered HTML fit to leave YouTrack. Pure; the runtime has no `URL` (youtrack-platform §1). */

/**
 * @param base the address of the YouTrack, without a slash at the end; it may end in a context path.
 * @returns null for what leads nowhere outside the page, such as an anchor.
 */
export function absoluteAddress(address: string, base: string): string | null {
  const [origin] = /^https?:\/\/[^/]+/i.exec(base) ?? [];
  if (/^[a-z][a-z\d+.-]*:/i.test(address)) return withoutSignature(address);
  if (origin === undefined || address === '' || address.startsWith('#')) return null;
  const path = withoutSignature(address);
  if (path.startsWith('//')) return origin.slice(0, origin.indexOf(':') + 1) + path;
  if (!path.startsWith('/')) return `${base}/${path}`;
  // Addresses of attachments come with and without the context path.
  return path.startsWith('/api/') ? base + path : origin + path;
}

/**
 * The signature of an attachment's address is a key to the file, lasts for days, and changes with every rendering
 * (youtrack-platform §10).
 */
function withoutSignature(address: string): string {
  const queryAt = address.indexOf('?');
  if (queryAt < 0) return address;
  const parameters = address.slice(queryAt + 1).split('&');
  const kept = parameters.filter((parameter) => !/^(?:sign|updated)=/.test(parameter));
  if (kept.length === parameters.length) return address;
  return kept.length === 0 ? address.slice(0, queryAt) : `${address.slice(0, queryAt)}?${kept.join('&')}`;
}
