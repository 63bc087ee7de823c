/** What the sandbox holds, as far as the demo and the tests look at it. */
import * as v from 'valibot';
import { rest } from './rest.ts';

const IssueSchema = v.object({
  external_id: v.nullable(v.string()),
  source: v.nullable(v.string()),
  key: v.string(),
  url: v.nullable(v.string()),
  name: v.string(),
  description: v.nullable(v.string()),
  status: v.nullable(v.string()),
  type: v.nullable(v.string()),
  assignee: v.nullable(v.string()),
  reporter: v.nullable(v.string()),
  labels: v.array(v.string()),
  fields: v.record(v.string(), v.unknown()),
  resolved: v.nullable(v.boolean()),
  revision: v.nullable(v.number()),
  received: v.number(),
});
export type SandboxIssue = v.InferOutput<typeof IssueSchema>;

const StateSchema = v.object({ issues: v.record(v.string(), v.array(IssueSchema)) });
const RequestsSchema = v.array(
  v.object({ method: v.string(), path: v.string(), status: v.nullable(v.number()) }),
);

export interface Sandbox {
  /** The issues of a board. */
  issues(board: string): Promise<readonly SandboxIssue[]>;
  /** Requests to the contract's API, oldest first. */
  requests(): Promise<v.InferOutput<typeof RequestsSchema>>;
  vote(board: string, key: string, votes: Readonly<Record<string, number>>): Promise<void>;
  post(path: string, body: unknown): Promise<unknown>;
}

export function sandboxAt(url: string): Sandbox {
  const control = rest(url, null);
  return {
    async issues(board) {
      return v.parse(StateSchema, await control.get('sandbox/state')).issues[board] ?? [];
    },
    requests: async () => v.parse(RequestsSchema, await control.get('sandbox/requests')),
    async vote(board, key, votes) {
      await control.post('sandbox/vote', { board: Number(board), key, votes });
    },
    post: (path, body) => control.post(path, body),
  };
}
