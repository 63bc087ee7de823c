/** The knowledge base: its articles, and one of them with its widgets. */
import type { Hono } from 'hono';
import { canSeeArticle } from '../model/access.ts';
import { articleLine, articleView } from './article-view.ts';
import type { WidgetEntity } from './page-data.ts';
import { findArticle } from './read.ts';
import { sendMissing, sendPage } from './respond.ts';
import type { Site } from './site.ts';
import { embeddedWidgets, withoutWidgets } from './text-widgets.ts';
import { ArticlePage, ArticlesPage } from './views/article.tsx';

export function addArticleRoutes(pages: Hono, site: Site): void {
  pages.get('/articles', (c) => {
    const visit = site.visit(c);
    const articles = site.youTrack.read((tx) =>
      [...tx.all('Article')]
        .filter((id) => canSeeArticle(tx, visit.user, id))
        .map((id) => articleLine(tx, id)),
    );
    return sendPage(c, ArticlesPage({ visit, articles }));
  });

  pages.get('/articles/:id', (c) => {
    const visit = site.visit(c);
    const found = site.read(visit, (view) => {
      const id = findArticle(view, c.req.param('id'));
      return id === undefined ? undefined : articleView(view, id);
    });
    if (!found) return sendMissing(c, visit, `The article ${c.req.param('id')}`);
    const { id, idReadable, summary } = found;
    const entity: WidgetEntity = { id, type: 'article', idReadable, summary };
    const at = (place: string) => site.widgetsAt(place, visit, found.project, entity);
    return sendPage(
      c,
      ArticlePage({
        visit,
        article: { ...found, content: withoutWidgets(found.content) },
        widgets: {
          options: at('ARTICLE_OPTIONS_MENU_ITEM'),
          belowSummary: at('ARTICLE_BELOW_SUMMARY'),
          inText: embeddedWidgets(site, visit, found.content, entity),
          aboveActivity: at('ARTICLE_ABOVE_ACTIVITY_STREAM'),
        },
      }),
    );
  });
}
