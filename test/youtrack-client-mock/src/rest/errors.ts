/** Refusals in the shape of YouTrack's recorded answers (youtrack-platform §10). */
import type { ContentfulStatusCode } from 'hono/utils/http-status';

export interface ErrorBody {
  readonly error: string;
  readonly error_description: string;
  readonly error_field?: string;
  readonly error_children?: readonly {
    readonly error: string;
    readonly error_description: string;
    readonly error_developer_message?: string;
  }[];
}

export class RestError extends Error {
  override name = 'RestError';

  constructor(
    readonly status: ContentfulStatusCode,
    readonly body: ErrorBody,
  ) {
    super(body.error_description);
  }
}

export function badRequest(description: string, error = 'bad_request'): RestError {
  return new RestError(400, { error, error_description: description });
}

export function entityNotFound(id: string): RestError {
  return notFound(`Entity with id ${id} not found`);
}

export function notFound(description: string): RestError {
  return new RestError(404, { error: 'Not Found', error_description: description });
}

export function unauthorized(description: string): RestError {
  return new RestError(401, { error: 'Unauthorized', error_description: description });
}

export function forbidden(description: string): RestError {
  return new RestError(403, { error: 'Forbidden', error_description: description });
}

export function entityTooLarge(description: string): RestError {
  return new RestError(413, { error: 'Request Entity Too Large', error_description: description });
}

export function fieldRequired(name: string): RestError {
  return new RestError(400, {
    error: 'Field required',
    error_description: `${name} is required`,
    error_field: name,
  });
}

/** What a YouTrack has, and this emulator has not. */
export function notEmulated(description: string): RestError {
  return new RestError(501, { error: 'not_implemented', error_description: description });
}

/** Of a field that its condition hides, for example. */
export function issueIsInvalid(description: string): RestError {
  return new RestError(400, {
    error: 'invalid_properties',
    error_description: description,
    error_children: [{ error: 'Issue-is-invalid', error_description: description }],
  });
}

/**
 * Of an extension property that two transactions filled at once. A production app waits for this answer of a handler
 * (youtrack-platform §15, U18); how the child is called for numbers and flags is not known.
 */
export function valueNotUnique(description: string): RestError {
  return new RestError(400, {
    error: 'invalid_properties',
    error_description: description,
    error_children: [
      {
        error: 'PluggedStringAttribute-is-invalid',
        error_description: description,
        error_developer_message: description,
      },
    ],
  });
}

/** What YouTrack itself did not expect: a wrong `$type`, a field name in other letters, `$top=x`. */
export function serverError(description: string): RestError {
  return new RestError(500, { error: 'server_error', error_description: description });
}
