/** Worlds with an article, DEMO-A-1, and the shortest ways to ask something of it from inside a script. */
import { type Files, type Options, packageOf, type World } from '../engine/world.ts';
import { SEED } from '../rest/support/seed.ts';
import { type World as RestWorld, start } from '../rest/support/world.ts';
import { onChange, told, worldOf } from './probe.ts';

export interface ArticleWorld extends World {
  /** By the administrator, in the project DEMO. */
  readonly article: string;
  /** Sets properties of DEMO-A-1 as the developer. */
  write(props: Parameters<World['edit']>[0]): void;
}

const OTHER_SUMMARY = "guard: (ctx) => !ctx.article.isNew && ctx.article.isChanged('summary'),";

/** An on-change rule on articles; without a guard of its own it reacts to another summary of an old article. */
export function onArticle(action: string, more = OTHER_SUMMARY): string {
  return onChange(action, more).replace('entities.Issue.', 'entities.Article.');
}

export function articleWorld(files: Files, more: Omit<Options, 'files'> = {}): ArticleWorld {
  const world = worldOf(files, more);
  const { youTrack, admin, demo, developer } = world;
  const article = youTrack.administer(admin, (tx) => {
    tx.set(demo, 'nextArticleNumber', 2);
    return tx.create('Article', {
      project: { ref: demo },
      numberInProject: 1,
      summary: 'First',
      content: 'Read me',
      reporter: { ref: admin },
      created: youTrack.now(),
      updated: youTrack.now(),
      updatedBy: { ref: admin },
      parentArticle: null,
      permittedGroups: [],
      permittedUsers: [],
      tags: [],
    });
  });
  return {
    ...world,
    article,
    write: (props) =>
      youTrack.write(developer, (tx) => {
        for (const [prop, value] of Object.entries(props)) tx.set(article, prop, value);
      }),
  };
}

/** Over REST: DEMO-A-1 by dora, and one in HIDDEN. An app of these files, if any, is attached to every project. */
export async function restWorld(files?: Files): Promise<RestWorld> {
  const articles = [
    { project: 'DEMO', summary: 'An article', content: 'Read me', author: 'dora' },
    { project: 'HIDDEN', summary: 'Elsewhere', author: 'admin' },
  ];
  const apps = files === undefined ? [] : [packageOf(files)];
  const world = await start({ seed: { ...SEED, articles }, apps });
  const { youTrack } = world.server;
  for (const project of files === undefined ? [] : youTrack.read((tx) => [...tx.all('Project')])) {
    youTrack.apps.attach('demo-app', project);
  }
  return world;
}

/** What an expression comes to in the action of a rule on articles, by way of JSON. */
export function valueOnArticle(expression: string, files: Files = {}): unknown {
  const world = articleWorld({
    ...files,
    'rule.js': onArticle(`console.log(JSON.stringify({ value: ${expression} }));`),
  });
  world.write({ summary: 'Second' });
  return JSON.parse(told(world)[0] ?? '{}').value;
}

/** What an expression throws in the action of a rule on articles, as text. */
export function thrownOnArticle(expression: string): unknown {
  return valueOnArticle(`(() => { try { ${expression}; return null; } catch (e) { return String(e); } })()`);
}
