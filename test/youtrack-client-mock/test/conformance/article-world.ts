/** A world with an article, DEMO-A-1, and the shortest ways to ask something of it from inside a script. */
import type { Files, Options, World } from '../engine/world.ts';
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
