/** What is said of a project that can do nothing about its issues on a board any more. Pure. */
import type { AbandonedCount } from '../../../src/shared/administration.ts';
import type { Overview } from '../../../src/shared/api.ts';
import { boardTitle } from '../../common/board-title.ts';
import { relativeTime } from '../../common/time.ts';
import { type Message, message } from '../../messages/message.ts';

type Project = Overview['abandoned'][number];

/** A deleted project is known by its key alone. */
export function nameOf({ name, project }: Pick<Project, 'name' | 'project'>): string {
  return name ?? project;
}

/** @param now in ms. */
export function abandonedTitle(project: Project, locale: string, now: number): Message {
  const name = nameOf(project);
  if (project.why === 'deleted') return message('settings.abandoned.deleted.title', { project: name });
  const { sweptAt } = project;
  return sweptAt === null
    ? message('settings.abandoned.detached.neverTitle', { project: name })
    : message('settings.abandoned.detached.title', {
        project: name,
        time: relativeTime(sweptAt, now, locale),
      });
}

export function stayingWords(project: Project): Message {
  const board = boardTitle(project.board);
  return project.why === 'deleted'
    ? message('settings.abandoned.deleted.sentence', { board })
    : message('settings.abandoned.detached.sentence', { board });
}

/**
 * How many issues a removal concerns.
 *
 * @param issues of the project, if there is one. @param counted on the board; null: Ducalis did not say.
 */
export function numberOf(issues: number | null, counted: AbandonedCount | null): Message {
  if (issues !== null) return message('settings.abandoned.count.atMost', { count: issues });
  if (counted === null) return message('settings.abandoned.count.unknown');
  return counted.isWhole
    ? message('settings.abandoned.count.exactly', { count: counted.issues })
    : message('settings.abandoned.count.atLeast', { count: counted.issues });
}
