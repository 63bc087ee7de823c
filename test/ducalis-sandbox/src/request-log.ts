/** What was asked of the API: never a query, header or body, so no token. */

const REMEMBERED = 20_000;

export interface LoggedRequest {
  readonly method: string;
  readonly path: string;
  /** What the handler answered, also when a fault kept it from arriving; null when the handler wasn't reached. */
  readonly status: number | null;
  readonly at: string;
  /** Issues or e-mails carried; null where that says nothing. */
  readonly items: number | null;
  readonly fault: string | null;
}

export class RequestLog {
  readonly #requests: LoggedRequest[] = [];
  readonly #byRoute = new Map<string, number>();

  /** @param route method and path of the contract, such as `PUT /boards/{id}/issues/{external_id}` */
  add(request: LoggedRequest, route: string): void {
    this.#requests.push(request);
    if (this.#requests.length > REMEMBERED) this.#requests.shift();
    this.#byRoute.set(route, (this.#byRoute.get(route) ?? 0) + 1);
  }

  /** The last ones, oldest first. */
  all(): readonly LoggedRequest[] {
    return [...this.#requests];
  }

  /** Counts of all, also of those no longer remembered. */
  byRoute(): Readonly<Record<string, number>> {
    return Object.fromEntries(this.#byRoute);
  }

  clear(): void {
    this.#requests.length = 0;
    this.#byRoute.clear();
  }
}
