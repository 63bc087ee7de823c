/** @jsxImportSource hono/jsx */
/** The list of articles and one article, as they are read. */
import { raw } from 'hono/html';
import { renderMarkdown } from '../../text/markdown.ts';
import type { ArticleLine, ArticleView } from '../article-view.ts';
import type { WidgetData } from '../page-data.ts';
import type { Visit } from '../site.ts';
import { Comment } from './issue.tsx';
import { Layout } from './layout.tsx';
import { WidgetOptions, WidgetPlaces } from './widget.tsx';

interface ArticleList {
  readonly visit: Visit;
  readonly articles: readonly ArticleLine[];
}

export function ArticlesPage({ visit, articles }: ArticleList) {
  return (
    <Layout visit={visit} title="Knowledge base" active="articles">
      <h1>Knowledge base</h1>
      <ArticleTable visit={visit} articles={articles} />
      {articles.length === 0 ? <p class="muted">There is no article you may see.</p> : null}
    </Layout>
  );
}

export interface ArticlePageProps {
  readonly visit: Visit;
  readonly article: ArticleView;
  readonly widgets: {
    readonly options: readonly WidgetData[];
    readonly belowSummary: readonly WidgetData[];
    readonly inText: readonly WidgetData[];
    readonly aboveActivity: readonly WidgetData[];
  };
}

export function ArticlePage({ visit, article, widgets }: ArticlePageProps) {
  return (
    <Layout visit={visit} title={`${article.idReadable} ${article.summary}`} active="articles">
      <article class="issue-main">
        <p class="issue-id">
          {article.parent === null ? null : (
            <>
              <a href={`${visit.data.basePath}/articles/${article.parent.idReadable}`}>
                {article.parent.summary}
              </a>
              {' / '}
            </>
          )}
          {article.idReadable}
          <span class="muted">{article.author === '' ? '' : ` by ${article.author}`}</span>
          {article.tags.map((tag) => (
            <span class="tag">{tag}</span>
          ))}
        </p>
        <h1>{article.summary}</h1>
        <WidgetOptions widgets={widgets.options} />
        <WidgetPlaces widgets={widgets.belowSummary} />
        <div class="markdown">{raw(renderMarkdown(article.content))}</div>
        <WidgetPlaces widgets={widgets.inText} />
        {article.children.length === 0 ? null : (
          <section aria-label="Sub-articles">
            <h2>Sub-articles</h2>
            <ArticleTable visit={visit} articles={article.children} />
          </section>
        )}
        {article.files.length === 0 ? null : (
          <section aria-label="Attachments">
            <h2>Attachments</h2>
            <p>{article.files.join(', ')}</p>
          </section>
        )}
        <WidgetPlaces widgets={widgets.aboveActivity} />
        <section class="activity" aria-label="Activity">
          <h2>Comments</h2>
          {article.comments.length === 0 ? <p class="muted">No comments yet</p> : null}
          {article.comments.map((comment) => (
            <Comment visit={visit} comment={comment} />
          ))}
        </section>
      </article>
    </Layout>
  );
}

function ArticleTable({ visit, articles }: ArticleList) {
  return (
    <table class="card list">
      <tbody>
        {articles.map(({ idReadable, summary }) => (
          <tr>
            <td class="muted">{idReadable}</td>
            <td>
              <a href={`${visit.data.basePath}/articles/${idReadable}`}>{summary}</a>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
