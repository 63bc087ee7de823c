/** What REST tells of an installed app. */
import type { Definition } from './definitions.ts';
import type { InstalledApp } from './installed-app.ts';
import type { AppDescription } from './types.ts';
import { widgetsOf } from './widgets.ts';

export function describeApp(app: InstalledApp): AppDescription {
  const { manifest, settings } = app.package;
  const { scripts } = app.runtime;
  return {
    id: app.id,
    name: app.name,
    title: manifest.title ?? app.name,
    version: manifest.version,
    description: manifest.description ?? null,
    vendor: manifest.vendor ?? null,
    icon: manifest.icon ?? null,
    iconDark: manifest.iconDark ?? null,
    updated: app.updated,
    updatedBy: app.updatedBy,
    enabled: app.enabled,
    widgets: widgetsOf(app.package),
    scripts: [...scripts.values()].map(({ name, definition }) => ({
      file: `${name}.js`,
      kind: definition.kind,
      type: definition.kind === 'rule' ? definition.rule.ruleType : definition.kind,
      title: definition.title,
      isGlobal: worksGlobally(definition),
    })),
    modules: [...app.package.scripts.keys()].filter((name) => !scripts.has(name)).map((name) => `${name}.js`),
    missingRequiredSettings: app.settings.missing(settings, null),
    settingsProblem: app.package.settingsProblem,
  };
}

function worksGlobally(definition: Definition): boolean {
  if (definition.kind === 'rule') return false;
  return (
    definition.kind === 'aiTool' ||
    definition.handler.endpoints.some(({ scope }) => scope === 'GLOBAL' || scope === 'USER')
  );
}
