/** Makes rendered HTML fit to leave YouTrack. Pure. */

/**
 * Removes the signature from attachment addresses: it is a key to the file, lasts for days, and changes with every
 * rendering (youtrack-platform §10).
 */
export function stripSignatures(html: string): string {
  return html.replace(
    /(\b(?:src|href)=")([^"]*)"/g,
    (_match, attribute: string, address: string) => `${attribute}${withoutSignature(address)}"`,
  );
}

function withoutSignature(address: string): string {
  const queryAt = address.indexOf('?');
  if (queryAt < 0) return address;
  const path = address.slice(0, queryAt);
  const parameters = address.slice(queryAt + 1).split(/&(?:amp;)?/);
  const kept = parameters.filter((parameter) => !/^(?:sign|updated)=/.test(parameter));
  if (kept.length === parameters.length) return address;
  return kept.length === 0 ? path : `${path}?${kept.join('&amp;')}`;
}
