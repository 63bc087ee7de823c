/** Where a script's request may go: only to mapped hosts, never to an address it guessed (youtrack-platform §1, SSRF). */
import { BlockList, isIP } from 'node:net';

export type Route =
  | { readonly kind: 'route'; readonly target: URL }
  /** `exception` reads like the Java exception's text. */
  | { readonly kind: 'refused'; readonly exception: string };

const privateAddresses = new BlockList();
for (const [network, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
] as const) {
  privateAddresses.addSubnet(network, prefix, 'ipv4');
}
for (const [network, prefix] of [
  ['::', 127],
  ['fc00::', 7],
  ['fe80::', 10],
] as const) {
  privateAddresses.addSubnet(network, prefix, 'ipv6');
}

/** What `java.net.URI` refuses and WHATWG `URL` would quietly encode. */
const ILLEGAL_IN_JAVA_URI = /[\s"<>\\^`{|}]/;

/**
 * @param hostMap origins such as `https://ducalis.io` and the origins they really lead to.
 * Throws an Error for an entry that is not a pair of http(s) origins.
 */
export function createRouter(hostMap: Readonly<Record<string, string>>): (url: string) => Route {
  const targets = new Map<string, URL>();
  for (const [from, to] of Object.entries(hostMap)) targets.set(origin(from).origin, origin(to));

  return (url) => {
    const illegal = ILLEGAL_IN_JAVA_URI.exec(url);
    if (illegal) return refused(`java.net.URISyntaxException: Illegal character at index ${illegal.index}`);
    if (!URL.canParse(url)) {
      return refused(
        'org.apache.http.client.ClientProtocolException: URI does not specify a valid host name',
      );
    }
    const asked = new URL(url);
    if (!isWeb(asked)) {
      const scheme = asked.protocol.slice(0, -1);
      return refused(`org.apache.http.conn.UnsupportedSchemeException: ${scheme} protocol is not supported`);
    }
    const target = targets.get(asked.origin);
    if (target) {
      return { kind: 'route', target: new URL(`${target.origin}${asked.pathname}${asked.search}`) };
    }
    const host = asked.hostname.replace(/^\[(.*)\]$/, '$1');
    if (isPrivate(host))
      return refused(`java.lang.SecurityException: Connections to ${host} are not allowed`);
    return refused(`java.net.UnknownHostException: ${host}`);
  };
}

function refused(exception: string): Route {
  return { kind: 'refused', exception };
}

function isWeb(url: URL): boolean {
  return url.protocol === 'http:' || url.protocol === 'https:';
}

function origin(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !isWeb(url))
    throw new Error(`Host map: "${text}" is not an origin such as https://example.com`);
  return url;
}

function isPrivate(host: string): boolean {
  const version = isIP(host);
  return version !== 0 && privateAddresses.check(host, version === 6 ? 'ipv6' : 'ipv4');
}
