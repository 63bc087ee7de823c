/** Rules as they stand in one project, where each can be switched off and has a priority (youtrack-platform §2, §6). */
import type { LoadedScript } from './app-runtime.ts';
import type { AppUsage, RuleStanding, RuleUsage } from './types.ts';

const AT_FIRST: RuleStanding = { enabled: true, priority: 0 };

/** Kept by the usage of the app: one that is attached again starts afresh. */
export class RuleUsages {
  private readonly standings = new Map<string, RuleStanding>();

  list(usage: AppUsage, scripts: Iterable<LoadedScript>): readonly RuleUsage[] {
    return [...scripts].map(({ name, definition: { title } }) => {
      const id = idOf(usage.id, name);
      return { id, usage, script: name, title, ...this.byId(id) };
    });
  }

  change(id: string, change: Partial<RuleStanding>): void {
    this.standings.set(id, { ...this.byId(id), ...change });
  }

  standing(usage: string, script: string): RuleStanding {
    return this.byId(idOf(usage, script));
  }

  private byId(id: string): RuleStanding {
    return this.standings.get(id) ?? AT_FIRST;
  }
}

function idOf(usage: string, script: string): string {
  return `${usage}:${script}`;
}
