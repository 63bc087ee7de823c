/** The API under `/api`: who may call, which calls exist, and that every answer is as the contract says. */
import { Hono } from 'hono';
import { createMiddleware } from 'hono/factory';
import { Refusal, refused } from './answers.ts';
import { boardCalls } from './boards.ts';
import type { ApiEnv, ApiParts } from './env.ts';
import type { IdempotencyStore } from './idempotency.ts';
import { integrationCalls } from './integrations.ts';
import { issueCalls } from './issues.ts';
import { peopleCalls } from './people.ts';

export const API_PATH = '/api';

const NO_SUCH_PAGE = `<!doctype html><html lang="en"><head><title>Page not found</title></head>
<body><h1>Page not found</h1><p>The page you are looking for does not exist.</p></body></html>`;

export function createApi(parts: ApiParts, idempotency: IdempotencyStore): Hono<ApiEnv> {
  const api = new Hono<ApiEnv>().basePath(API_PATH);
  if (parts.documentedOnly) api.use(onlyDocumented(parts));
  if (parts.validateAnswers) api.use(validateAnswers(parts));
  api.use(authenticate(parts));
  api.use(idempotency.middleware);
  boardCalls(api, parts);
  issueCalls(api, parts);
  peopleCalls(api, parts);
  integrationCalls(api, parts);
  api.all('*', (context) => refused(context, 404, 'There is no such call.'));
  api.onError((error, context) => {
    if (error instanceof Refusal) return refused(context, error.status, error.message);
    process.stderr.write(`ducalis-sandbox: ${error.stack ?? error.message}\n`);
    return refused(context, 500, 'The stand-in failed; its error output says why.');
  });
  return api;
}

/** The path of the contract, without the base path. */
function contractPath(path: string): string {
  return path.slice(API_PATH.length);
}

/** A website answers an address it doesn't know with a page. */
function onlyDocumented({ contract }: ApiParts) {
  return createMiddleware(async (context, next) => {
    const operation = contract.operationFor(context.req.method, contractPath(context.req.path));
    if (operation?.status !== 'documented') return context.html(NO_SUCH_PAGE, 404);
    return next();
  });
}

function authenticate({ tokens }: ApiParts) {
  return createMiddleware(async (context, next) => {
    const header = /^Bearer +(\S+)$/i.exec(context.req.header('Authorization') ?? '');
    const token = header?.[1] ?? context.req.query('token');
    if (token === undefined) return refused(context, 401, 'A Ducalis API token is needed.');
    if (!tokens.has(token)) return refused(context, 401, 'This Ducalis API token is not known.');
    return next();
  });
}

function validateAnswers({ contract }: ApiParts) {
  return createMiddleware(async (context, next) => {
    await next();
    const operation = contract.operationFor(context.req.method, contractPath(context.req.path));
    if (!operation) return;
    const text = await context.res.clone().text();
    const body: unknown = text === '' ? undefined : JSON.parse(text);
    const problem = contract.problemWithAnswer(operation, context.res.status, body);
    if (problem === null) return;
    process.stderr.write(
      `ducalis-sandbox: the answer ${context.res.status} of ${operation.id} breaks the contract: ${problem}\n`,
    );
    context.res = refused(context, 500, 'The answer of the stand-in broke the contract.');
  });
}
