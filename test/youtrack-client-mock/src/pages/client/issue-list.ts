/** The issue list: asked from REST, so that queries mean what they mean there. */
import * as v from 'valibot';
import { explain, request, restUrl } from './http.ts';
import { page } from './page.ts';

const IssuesSchema = v.array(
  v.object({
    idReadable: v.string(),
    summary: v.nullable(v.string()),
    resolved: v.nullish(v.number()),
    updated: v.nullish(v.number()),
  }),
);

const FIELDS = 'idReadable,summary,resolved,updated';
/** Enough to click through; a list is not what is emulated here. */
const TOP = 200;

export async function fillIssueList(place: HTMLElement): Promise<void> {
  try {
    const query = place.dataset.issueList ?? '';
    const answer = await request(
      restUrl('issues', { fields: FIELDS, $top: TOP, query: query === '' ? undefined : query }),
    );
    const issues = v.parse(IssuesSchema, answer);
    place.replaceChildren(issues.length === 0 ? note('No issue matches') : table(issues));
  } catch (error) {
    place.replaceChildren(note(explain(error)));
  }
}

function note(text: string): HTMLElement {
  const paragraph = document.createElement('p');
  paragraph.className = 'muted';
  paragraph.textContent = text;
  return paragraph;
}

function table(issues: v.InferOutput<typeof IssuesSchema>): HTMLTableElement {
  const list = document.createElement('table');
  list.className = 'list';
  const body = list.createTBody();
  for (const issue of issues) {
    const row = body.insertRow();
    const id = row.insertCell();
    id.className = 'key muted';
    id.textContent = issue.idReadable;
    const link = document.createElement('a');
    link.href = `${page.basePath}/issue/${issue.idReadable}`;
    link.textContent = issue.summary ?? '';
    if (typeof issue.resolved === 'number') link.className = 'resolved';
    row.insertCell().append(link);
    const updated = row.insertCell();
    updated.className = 'muted end';
    updated.textContent = issue.updated ? new Date(issue.updated).toISOString().slice(0, 10) : '';
  }
  return list;
}
