/**
 * What `http` gained after 2022.1, added onto JetBrains' module. Runs inside the realm, so everything a script gets
 * from here is of its own world; imports nothing.
 */

interface HeaderObject {
  readonly name: string;
  value: unknown;
}

interface HttpResponse {
  readonly response: unknown;
  readonly responseAsStream: unknown;
}

interface Connection {
  readonly url: unknown;
  readonly headers: HeaderObject[];
  readonly httpClient: unknown;
  addHeader(header: HeaderObject | string, value?: unknown): Connection;
  basicAuth(login: unknown, password: unknown): Connection;
  doSync(type: unknown, uri: unknown, queryParams: unknown, payload: unknown): HttpResponse;
}

export interface HttpModule {
  readonly Connection: { readonly prototype: Connection };
}

/** What the additions need from outside the realm. */
export interface HttpNative {
  /** Throws when a test asked for a failure of this member. */
  fault(member: string): void;
  isSecret(value: unknown): boolean;
  /** Remembers what a header value that reads masked really puts on the wire. */
  authorize(masked: object, kind: 'Basic' | 'Bearer', secret: unknown, login: string): void;
  /** A client whose `go()` schedules the request instead of sending it. */
  schedulingClient(client: unknown, handlerName: unknown): unknown;
}

const WITHOUT_PAYLOAD = ['GET', 'HEAD', 'DELETE', 'CONNECT', 'OPTIONS'];
const WITH_PAYLOAD = ['POST', 'PUT', 'PATCH'];

/** Changes `http` in place. */
export function install(http: HttpModule, native: HttpNative): void {
  const connection = http.Connection.prototype;
  const { addHeader, basicAuth, doSync } = connection;

  /** `http.js` accepts strings and arrays as values; a secret is let through inside an array. */
  function acceptSecrets(queryParams: unknown): unknown {
    if (typeof queryParams !== 'object' || queryParams === null || Array.isArray(queryParams))
      return queryParams;
    return Object.fromEntries(
      Object.entries(queryParams).map(([name, value]) => [name, native.isSecret(value) ? [value] : value]),
    );
  }

  function authorize(
    target: Connection,
    kind: 'Basic' | 'Bearer',
    secret: unknown,
    login: string,
  ): Connection {
    const masked = Object(`${kind} ${String(secret)}`);
    native.authorize(masked, kind, secret, login);
    return addHeader.call(target, 'Authorization', masked);
  }

  function define(name: string, method: (this: Connection, ...args: unknown[]) => unknown): void {
    Object.defineProperty(connection, name, {
      configurable: true,
      writable: true,
      enumerable: true,
      value: function (this: Connection, ...args: unknown[]) {
        native.fault(`http.${name}`);
        return method.apply(this, args);
      },
    });
  }

  for (const type of [...WITHOUT_PAYLOAD, ...WITH_PAYLOAD]) {
    const name = `${type.toLowerCase()}Sync`;
    const original: unknown = Reflect.get(connection, name);
    if (typeof original !== 'function') throw new Error(`http.js has no ${name}`);
    define(name, function (...args) {
      return Reflect.apply(original, this, args);
    });
  }

  define('doSync', function (type, uri, queryParams, payload) {
    const response = doSync.call(this, type, uri, acceptSecrets(queryParams), payload);
    return Object.defineProperties(response, {
      body: { get: () => response.response },
      bodyAsStream: { get: () => response.responseAsStream },
      json: { value: () => JSON.parse(String(response.response)) },
    });
  });

  define('doAsync', function (type, uri, queryParams, payload, handlerName) {
    const scheduling = Object.create(connection, {
      url: { value: this.url },
      headers: { value: this.headers },
      httpClient: { value: native.schedulingClient(this.httpClient, handlerName) },
    });
    doSync.call(scheduling, type, uri, acceptSecrets(queryParams), payload);
  });
  const doAsync: unknown = Reflect.get(connection, 'doAsync');
  if (typeof doAsync !== 'function') throw new Error('doAsync was not defined');
  for (const type of WITHOUT_PAYLOAD) {
    define(`${type.toLowerCase()}Async`, function (uri, queryParams, handlerName) {
      Reflect.apply(doAsync, this, [type, uri, queryParams, undefined, handlerName]);
    });
  }
  for (const type of WITH_PAYLOAD) {
    define(`${type.toLowerCase()}Async`, function (uri, queryParams, payload, handlerName) {
      Reflect.apply(doAsync, this, [type, uri, queryParams, payload, handlerName]);
    });
  }

  define('bearerAuth', function (token) {
    if (native.isSecret(token)) return authorize(this, 'Bearer', token, '');
    return addHeader.call(this, 'Authorization', `Bearer ${String(token)}`);
  });

  define('basicAuth', function (login, password) {
    if (native.isSecret(password)) return authorize(this, 'Basic', password, String(login));
    return basicAuth.call(this, login, password);
  });

  define('addHeader', function (header, value) {
    return Reflect.apply(addHeader, this, [header, value]);
  });

  define('setHeader', function (header, value) {
    const given: unknown =
      typeof header === 'object' && header !== null ? header : { name: String(header), value };
    const name = String(Reflect.get(Object(given), 'name')).toLowerCase();
    const index = this.headers.findIndex((known) => String(known.name).toLowerCase() === name);
    if (index < 0) return Reflect.apply(addHeader, this, [given]);
    Reflect.set(this.headers, index, given);
    return this;
  });
}
