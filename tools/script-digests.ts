/**
 * YouTrack loads a changed utility module again only when a script that refers to it is updated (youtrack-platform §1).
 * So a script carries a digest of what it requires: an update of the app could leave it with old modules otherwise.
 */
import { createHash } from 'node:crypto';

export interface ModularScript {
  readonly code: string;
  /** File names of the scripts that it requires. */
  readonly requires: readonly string[];
}

/**
 * Heads each script that requires others with a digest of their texts, which hold digests of what they require in turn.
 * @param scripts by file name
 * @throws Error when scripts require each other in a circle: one of them would be handed an unfinished module
 */
export function withDigests(scripts: ReadonlyMap<string, ModularScript>): Map<string, string> {
  const finished = new Map<string, string>();
  const finish = (file: string, trail: readonly string[]): string => {
    const known = finished.get(file);
    if (known !== undefined) return known;
    if (trail.includes(file)) {
      const circle = [...trail.slice(trail.indexOf(file)), file].join(' → ');
      throw new Error(`Scripts require each other in a circle: ${circle}`);
    }
    const script = scripts.get(file);
    if (script === undefined) throw new Error(`${trail.at(-1)} requires ${file}, which is not there`);
    const required = script.requires.map((name) => finish(name, [...trail, file]));
    const text = required.length === 0 ? script.code : `${headOf(required)}\n${script.code}`;
    finished.set(file, text);
    return text;
  };
  for (const file of scripts.keys()) finish(file, []);
  return finished;
}

function headOf(texts: readonly string[]): string {
  const hash = createHash('sha256');
  for (const text of texts) hash.update(createHash('sha256').update(text).digest());
  const digest = hash.digest('hex').slice(0, 12);
  return `// ${digest} changes with the scripts required here: YouTrack loads them again only when this script changes.`;
}
