/** Makes rendered HTML fit to leave YouTrack. Pure. */

/**
 * Removes the signature from attachment addresses: it is a key to the file, lasts for days, and changes with every
 * rendering (youtrack-platform §10).
 */
export function stripSignatures(html: string): string {
  return html
    .replace(/([?&](?:amp;)?)(?:sign|updated)=[^&"'<>\s]*/g, '$1')
    .replace(/[?&](?:amp;)?(?=["'\s>])/g, '');
}
