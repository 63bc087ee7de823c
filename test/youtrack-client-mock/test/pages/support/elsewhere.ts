/** A server of another origin than YouTrack's, with files for everybody and one for itself. */
import { receiver } from '../../engine/world.ts';

const FILES: Readonly<Record<string, readonly [type: string, text: string]>> = {
  '/remote.js': ['text/javascript', "window.remote = 'ran';"],
  '/remote.css': ['text/css', 'body { background: rgb(4, 5, 6) !important; }'],
  '/remote.svg': ['image/svg+xml', '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>'],
  '/open.txt': ['text/plain', 'read'],
  '/closed.txt': ['text/plain', 'secret'],
};

interface Elsewhere {
  readonly origin: string;
  /** Requests that name an origin, as those of `fetch` do. */
  readonly asked: readonly {
    readonly path: string;
    readonly origin: string;
    readonly cookie: string | undefined;
  }[];
}

/** Stands until the test is over. Only `/open.txt` lets pages of the origin `null` read it. */
export async function elsewhere(): Promise<Elsewhere> {
  const asked: Elsewhere['asked'][number][] = [];
  const { hostMap } = await receiver(({ url = '', headers }, response) => {
    const { origin, cookie } = headers;
    if (origin !== undefined) asked.push({ path: url, origin, cookie });
    const [type, text] = FILES[url] ?? ['text/plain', ''];
    const allowed = url === '/open.txt' ? { 'access-control-allow-origin': 'null' } : {};
    response.writeHead(200, { 'content-type': type, ...allowed }).end(text);
  });
  const [origin = ''] = Object.values(hostMap);
  return { origin, asked };
}
