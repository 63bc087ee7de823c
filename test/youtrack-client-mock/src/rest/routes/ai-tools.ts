/** `/ai/tools/call`: the tools of apps, and of JetBrains' own the one that its command line calls. */
import type { Hono } from 'hono';
import * as v from 'valibot';
import type { ToolAnswer } from '../../engine/tool-types.ts';
import type { RestContext, RestEnv } from '../context.ts';
import { bodyOf, read, show } from '../context.ts';
import { RestError } from '../errors.ts';
import { projectAt } from '../lookup.ts';
import type { Resource } from '../render.ts';
import { issueFieldsSchema } from '../resources/issue-fields-schema.ts';

const FIELDS_SCHEMA = 'get_issue_fields_schema';
const CallSchema = v.looseObject({ name: v.string(), arguments: v.optional(v.unknown()) });
const FieldsSchemaArguments = v.looseObject({ projectKey: v.string() });

export function addAiToolRoutes(rest: Hono<RestEnv>): void {
  rest.post('/ai/tools/call', async (c) => {
    const call = await bodyOf(c, CallSchema);
    const answer = call.name === FIELDS_SCHEMA ? fieldsOf(c, call.arguments) : await toolOfApp(c, call);
    return show(c, () => answerResource(call.name, answer));
  });
}

function toolOfApp(c: RestContext, call: v.InferOutput<typeof CallSchema>): Promise<ToolAnswer> {
  const { youTrack, user } = c.var;
  return youTrack.callTool({ name: call.name, user, arguments: call.arguments });
}

/** What REST would refuse is an answer too. */
function fieldsOf(c: RestContext, given: unknown): ToolAnswer {
  const parsed = v.safeParse(FieldsSchemaArguments, given);
  if (!parsed.success) return { isError: true, content: `projectKey: ${parsed.issues[0].message}` };
  try {
    const schema = read(c, (view) => issueFieldsSchema(view, projectAt(view, parsed.output.projectKey)));
    return { isError: false, content: JSON.stringify(schema) };
  } catch (error) {
    if (error instanceof RestError) return { isError: true, content: error.message };
    throw error;
  }
}

function answerResource(name: string, { isError, content }: ToolAnswer): Resource {
  return {
    $type: 'AiToolCallResponse',
    id: name,
    attributes: {
      name: () => name,
      isError: () => isError,
      content: () =>
        content === null ? [] : [{ $type: 'ToolTextContent', id: name, attributes: { text: () => content } }],
    },
  };
}
