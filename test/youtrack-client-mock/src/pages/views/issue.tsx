/** @jsxImportSource hono/jsx */
/**
 * The issue page. Elements with `data-part` hold nothing of an app: the page's script replaces them after a change,
 * so that the widgets beside them stay as they are.
 */
import { raw } from 'hono/html';
import { renderMarkdown } from '../../text/markdown.ts';
import type { CommentView, IssueView } from '../issue-view.ts';
import type { WidgetData } from '../page-data.ts';
import type { Visit } from '../site.ts';
import { withoutWidgets } from '../text-widgets.ts';
import { Field } from './field.tsx';
import { Layout } from './layout.tsx';
import { WidgetOptions, WidgetPlaces } from './widget.tsx';

export interface IssuePageProps {
  readonly visit: Visit;
  readonly issue: IssueView;
  readonly widgets: {
    readonly options: readonly WidgetData[];
    readonly belowSummary: readonly WidgetData[];
    readonly inText: readonly WidgetData[];
    readonly aboveActivity: readonly WidgetData[];
    readonly panelFirst: readonly WidgetData[];
    readonly panelLast: readonly WidgetData[];
  };
}

export function IssuePage({ visit, issue, widgets }: IssuePageProps) {
  return (
    <Layout visit={visit} title={`${issue.idReadable} ${issue.summary}`} active="issues">
      <div class="issue" data-issue={issue.id}>
        <article class="issue-main">
          <Heading visit={visit} issue={issue} />
          <WidgetOptions widgets={widgets.options} />
          <WidgetPlaces widgets={widgets.belowSummary} />
          <div class="description markdown" data-part="description">
            {issue.description ? (
              raw(renderMarkdown(withoutWidgets(issue.description)))
            ) : (
              <p class="muted">No description</p>
            )}
          </div>
          <WidgetPlaces widgets={widgets.inText} />
          <WidgetPlaces widgets={widgets.aboveActivity} />
          <Comments visit={visit} issue={issue} />
        </article>
        <aside class="issue-panel" aria-label="Fields">
          <WidgetPlaces widgets={widgets.panelFirst} />
          <div class="fields">
            <div class="field">
              <span class="field-name">Project</span>
              <a href={`${visit.data.basePath}/projects/${issue.project.key}`}>{issue.project.name}</a>
            </div>
            {issue.fields.map((field) => (
              <Field field={field} disabled={!issue.mayEdit} />
            ))}
            <div class="field" data-part="visibility">
              <span class="field-name">Visible to</span>
              <span>{issue.visibleTo.join(', ') || 'Everyone in the project'}</span>
            </div>
          </div>
          <WidgetPlaces widgets={widgets.panelLast} />
        </aside>
      </div>
    </Layout>
  );
}

function Heading({ visit, issue }: { readonly visit: Visit; readonly issue: IssueView }) {
  return (
    <div data-part="heading">
      <p class="issue-id">
        <a href={`${visit.data.basePath}/issue/${issue.idReadable}`}>{issue.idReadable}</a>
        <span class="muted">
          {` reported by ${issue.reporter} `}
          <Moment at={issue.created} />
          {issue.updated > issue.created ? (
            <>
              {`, updated by ${issue.updatedBy} `}
              <Moment at={issue.updated} />
            </>
          ) : null}
        </span>
        {issue.tags.map((tag) => (
          <span class="tag">{tag}</span>
        ))}
      </p>
      <div class="heading">
        <h1 class={issue.resolved ? 'resolved' : ''} data-test="summary">
          {issue.summary}
        </h1>
        {issue.mayEdit ? (
          <button type="button" class="button" data-action="edit">
            Edit
          </button>
        ) : null}
      </div>
      <form class="edit" data-form="edit-issue" hidden>
        <input name="summary" value={issue.summary} required aria-label="Summary" />
        <textarea name="description" rows={8} aria-label="Description">
          {issue.description}
        </textarea>
        <div class="actions">
          <button type="submit" class="button primary">
            Save
          </button>
          <button type="button" class="button" data-action="cancel-edit">
            Cancel
          </button>
        </div>
      </form>
    </div>
  );
}

function Comments({ visit, issue }: { readonly visit: Visit; readonly issue: IssueView }) {
  return (
    <section class="activity" aria-label="Activity">
      <h2>Comments</h2>
      <div data-part="comments">
        {issue.comments.length === 0 ? <p class="muted">No comments yet</p> : null}
        {issue.comments.map((comment) => (
          <Comment visit={visit} comment={comment} />
        ))}
      </div>
      {issue.mayComment ? (
        <form data-form="comment">
          <textarea
            name="text"
            rows={2}
            placeholder="Write a comment"
            required
            aria-label="Comment"
          ></textarea>
          <button type="submit" class="button">
            Add comment
          </button>
        </form>
      ) : null}
    </section>
  );
}

export function Comment({ visit, comment }: { readonly visit: Visit; readonly comment: CommentView }) {
  return (
    <div class="comment">
      <img src={`${visit.data.basePath}/avatars/${encodeURIComponent(comment.login)}.svg`} alt="" />
      <div>
        <p class="muted">
          <strong>{comment.author}</strong> <Moment at={comment.created} />
        </p>
        <div class="markdown">{raw(renderMarkdown(comment.text))}</div>
      </div>
    </div>
  );
}

function Moment({ at }: { readonly at: number }) {
  const iso = new Date(at).toISOString();
  return <time datetime={iso}>{`${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC`}</time>;
}
