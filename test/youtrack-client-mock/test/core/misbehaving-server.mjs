/** A local HTTP server in a thread of its own, so that it answers while the test's thread is blocked. */
import http from 'node:http';
import { parentPort } from 'node:worker_threads';

const routes = {
  '/echo': async (request, response) => {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    const { method, url, rawHeaders } = request;
    response.setHeader('Content-Type', 'application/json');
    response.setHeader('X-Twice', ['one', 'two']);
    response.end(JSON.stringify({ method, url, rawHeaders, body: Buffer.concat(chunks).toString('utf8') }));
  },
  '/teapot': (_request, response) => response.writeHead(418).end('short and stout'),
  '/redirect': (_request, response) => response.writeHead(302, { Location: '/echo' }).end(),
  '/latin': (_request, response) => {
    response.setHeader('Content-Type', 'text/plain; charset=ISO-8859-1');
    response.end(Buffer.from('Grüße', 'latin1'));
  },
  '/slow': (_request, response) => setTimeout(() => response.end('late'), 250),
  '/never': () => undefined,
  '/drop': (request) => request.socket.destroy(),
  '/half': (_request, response) => {
    response.setHeader('Content-Length', '100');
    response.write('ten bytes.', () => response.socket.destroy());
  },
  '/half-chunked': (_request, response) => response.write('ten bytes.', () => response.socket.destroy()),
  '/garbage': (request) => request.socket.end('this is no HTTP\r\n\r\n'),
  '/large': (_request, response) => response.end('x'.repeat(2 * 1024 * 1024)),
};

const server = http.createServer((request, response) => {
  const route = routes[request.url.split('?')[0]] ?? ((_request, other) => other.writeHead(404).end());
  route(request, response);
});
server.listen(0, '127.0.0.1', () => parentPort.postMessage(server.address().port));
