/** The pages under the emulator's address: routes from paths to views. REST lies beside them under `/api`. */
import { Hono } from 'hono';
import type { YouTrack } from '../engine/types.ts';
import { addAdminRoutes } from './admin-routes.ts';
import { addArticleRoutes } from './article-routes.ts';
import { createAssets } from './assets.ts';
import { addIssueRoutes } from './issue-routes.ts';
import { addLoginRoutes } from './login-routes.ts';
import { addProfileRoutes } from './profile-routes.ts';
import { addProjectRoutes } from './project-routes.ts';
import type { PagesDependencies } from './site.ts';
import { Site } from './site.ts';
import { addUserRoutes } from './user-routes.ts';

export type { PagesDependencies } from './site.ts';

/**
 * Pages, widget host and widget files, to be mounted at the path of `deps.baseUrl`; the pages' script expects REST
 * at `api` below it and sessions in the cookie `session=<login>`.
 */
export function createPages(youTrack: YouTrack, deps: PagesDependencies): Hono {
  const site = new Site(youTrack, deps);
  const pages = new Hono();
  pages.route('/', createAssets(youTrack, deps.freshAssets));
  pages.get('/', (c) => c.redirect(`${site.basePath}/issues`));
  addLoginRoutes(pages, site);
  addIssueRoutes(pages, site);
  addProjectRoutes(pages, site);
  addAdminRoutes(pages, site);
  addArticleRoutes(pages, site);
  addProfileRoutes(pages, site);
  addUserRoutes(pages, site);
  return pages;
}
