/** The JSON files of a package are read here: a broken one is a problem with a sentence, not an exception. */
import * as v from 'valibot';
import type { Problem } from './problem.ts';

type Schema<Output> = v.GenericSchema<unknown, Output>;

/** The parsed content, or null with the reasons added to `problems`. */
export function parseDeclaration<Output>(
  file: string,
  text: string,
  schema: Schema<Output>,
  problems: Problem[],
): Output | null {
  const content = parseJson(file, text, problems);
  if (content === undefined) return null;
  const result = v.safeParse(schema, content);
  if (result.success) return result.output;
  for (const issue of result.issues) {
    const path = v.getDotPath(issue);
    const shown =
      typeof issue.input === 'string' && issue.input.length < 80 ? ` (it is "${issue.input}")` : '';
    const subject = path === null ? 'The file' : path;
    const fault = issue.received === 'undefined' ? 'is missing' : issue.message;
    problems.push({ file, sentence: `${subject} ${fault}${shown}.` });
  }
  return null;
}

/** `undefined` never stands for JSON content, so it stands for "not JSON". */
function parseJson(file: string, text: string, problems: Problem[]): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    problems.push({ file, sentence: `The file is not JSON: ${reason}.` });
    return undefined;
  }
}
