/** What a control request says, and how it is refused. */
import * as v from 'valibot';

export class ControlError extends Error {
  override name = 'ControlError';

  constructor(
    readonly status: 400 | 404 | 409,
    message: string,
  ) {
    super(message);
  }
}

/** @throws ControlError 400 when a request without anything to say says something; `{}` is nothing. */
export async function demandNothing(request: Request): Promise<void> {
  const text = (await request.text()).trim();
  if (text !== '' && text !== '{}') throw new ControlError(400, 'The body: must be empty.');
}

/** @throws ControlError 400 that names the first thing that does not fit. */
export async function bodyOf<Schema extends v.GenericSchema>(
  request: Request,
  schema: Schema,
): Promise<v.InferOutput<Schema>> {
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), schema), await request.text());
  if (parsed.success) return parsed.output;
  const [issue] = parsed.issues;
  throw new ControlError(400, `${v.getDotPath(issue) ?? 'The body'}: ${issue.message}.`);
}
