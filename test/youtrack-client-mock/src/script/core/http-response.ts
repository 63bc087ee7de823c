/** The Java response that `http.js` wraps: getters called without a receiver, data in objects of the realm. */
import type { OutboundAnswer, Realm } from '../types.ts';

/** `code`, `response` and the stream are null and `headers` is empty after a failure; `exception` is an error then. */
export function nativeResponse(realm: Realm, answer: OutboundAnswer): object {
  const answered = answer.kind === 'answer' ? answer : null;
  const headers = realm.parseJson(JSON.stringify(answered?.headers ?? []));
  const exception = answer.kind === 'failure' ? exceptionOf(realm, answer.exception) : null;
  return {
    getResponse: () => answered?.body ?? null,
    getResponseAsStream: () => (answered ? byteStream(answered.body) : null),
    getHeaders: () => headers,
    getCode: () => answered?.code ?? null,
    getException: () => exception,
    isSuccess: () => answered !== null && answered.code >= 200 && answered.code < 400,
    toString: () => (answered ? `HTTP ${answered.code}` : String(exception)),
  };
}

function exceptionOf(realm: Realm, text: string): Error {
  const colon = text.indexOf(': ');
  return colon < 0 ? realm.error(text, '') : realm.error(text.slice(0, colon), text.slice(colon + 2));
}

/** `java.io.InputStream` as far as a script can use it. */
function byteStream(body: string): object {
  const bytes = Buffer.from(body, 'utf8');
  let position = 0;
  return {
    read: () => (position < bytes.length ? bytes[position++] : -1),
    available: () => bytes.length - position,
  };
}
