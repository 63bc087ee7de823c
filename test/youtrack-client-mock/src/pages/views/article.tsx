/** @jsxImportSource hono/jsx */
/** The list of articles and one article, as they are read. */
import { raw } from 'hono/html';
import { renderMarkdown } from '../../text/markdown.ts';
import type { WidgetData } from '../page-data.ts';
import type { Visit } from '../site.ts';
import { Layout } from './layout.tsx';
import { WidgetOptions, WidgetPlaces } from './widget.tsx';

export interface ArticleLine {
  readonly idReadable: string;
  readonly summary: string;
}

export function ArticlesPage({
  visit,
  articles,
}: {
  readonly visit: Visit;
  readonly articles: readonly ArticleLine[];
}) {
  return (
    <Layout visit={visit} title="Knowledge base" active="articles">
      <h1>Knowledge base</h1>
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
      {articles.length === 0 ? <p class="muted">There is no article you may see.</p> : null}
    </Layout>
  );
}

export interface ArticlePageProps {
  readonly visit: Visit;
  /** `content` is Markdown. */
  readonly article: ArticleLine & { readonly content: string; readonly author: string };
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
          {article.idReadable}
          <span class="muted">{article.author === '' ? '' : ` by ${article.author}`}</span>
        </p>
        <h1>{article.summary}</h1>
        <WidgetOptions widgets={widgets.options} />
        <WidgetPlaces widgets={widgets.belowSummary} />
        <div class="markdown">{raw(renderMarkdown(article.content))}</div>
        <WidgetPlaces widgets={widgets.inText} />
        <WidgetPlaces widgets={widgets.aboveActivity} />
      </article>
    </Layout>
  );
}
