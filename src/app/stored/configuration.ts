/** The configuration of a project: read, checked and written here only. */
import * as v from 'valibot';
import { DUCALIS_FIELD_TYPES, isAttribute } from '../../domain/field-types.ts';
import { watchedFields } from '../../domain/settings.ts';
import type { Watched } from '../../domain/snapshot.ts';
import { BoardSchema, type Configuration, ConfigurationSchema, FieldMatchSchema } from '../../shared/api.ts';
import type { ProjectHandle } from '../../youtrack/ports.ts';
import { storedText, type TextRead } from '../../youtrack/stored-text.ts';

/** As stored: the matched Ducalis field's type is kept, so that sending needs no look-up. */
const StoredSchema = v.object({
  revision: v.pipe(v.number(), v.integer(), v.minValue(1)),
  nonce: v.string(),
  board: BoardSchema,
  builtIn: ConfigurationSchema.entries.builtIn,
  matches: v.array(v.object({ ...FieldMatchSchema.entries, type: v.picklist(DUCALIS_FIELD_TYPES) })),
  filter: ConfigurationSchema.entries.filter,
  results: ConfigurationSchema.entries.results,
});
export type StoredConfiguration = v.InferOutput<typeof StoredSchema>;

const configurationText = storedText(1, StoredSchema);

export type ConfigurationRead = TextRead<StoredConfiguration>;

export function readConfiguration(project: ProjectHandle): ConfigurationRead {
  return configurationText.read(project.document('configuration'));
}

export function writeConfiguration(project: ProjectHandle, configuration: StoredConfiguration): void {
  project.record({ configuration: configurationText.write(configuration) });
}

/** What of an issue is read to send or filter it, and whose change matters. */
export function watched(configuration: Pick<StoredConfiguration, 'builtIn' | 'matches' | 'filter'>): Watched {
  const attributes = configuration.matches.flatMap(({ source, field }) =>
    source === 'attribute' && isAttribute(field) ? [field] : [],
  );
  return { fields: watchedFields(configuration), attributes: [...new Set(attributes)] };
}

/** As a person edits it. */
export function editable(configuration: StoredConfiguration): Configuration {
  return {
    board: configuration.board,
    builtIn: configuration.builtIn,
    matches: configuration.matches.map(({ type: _type, ...match }) => match),
    ...(configuration.filter === undefined ? {} : { filter: configuration.filter }),
    ...(configuration.results === undefined ? {} : { results: configuration.results }),
  };
}
