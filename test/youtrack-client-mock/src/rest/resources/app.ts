/** Installed apps, their scripts, their settings and where they are attached, as REST shows them. */
import type { AppDescription, AppUsage, RuleUsage } from '../../engine/types.ts';
import { GLOBAL_POINTS } from '../../model/extension-points.ts';
import type { EntityId } from '../../model/types.ts';
import type { View } from '../context.ts';
import type { Resource } from '../render.ts';
import { adminWidgets, fileResource, sourceResource, widgetResource } from './app-parts.ts';
import type { ListedScript } from './app-scripts.ts';
import { listedScripts } from './app-scripts.ts';
import { projectResource } from './project.ts';

/** JetBrains tells none of these names. */
export const GLOBAL_CONFIG_TYPE = 'AppGlobalConfig';
export const USAGE_TYPE = 'AppProjectConfig';
export const RULE_USAGE_TYPE = 'PluggableObjectUsage';

export function appResource(view: View, app: AppDescription): Resource {
  const { apps } = view.youTrack;
  const { vendor } = app;
  return {
    $type: 'App',
    id: app.id,
    attributes: {
      name: () => app.name,
      title: () => app.title,
      version: () => app.version,
      description: () => app.description,
      vendor: () =>
        vendor && {
          $type: 'AppVendor',
          id: app.id,
          attributes: { name: () => vendor.name, url: () => vendor.url, email: () => vendor.email },
        },
      icon: () => app.icon,
      darkIcon: () => app.iconDark,
      tags: () => [],
      updated: () => app.updated,
      enabled: () => app.enabled,
      missingRequiredSettings: () => app.missingRequiredSettings.length > 0,
      hasBrokenUsages: () => apps.usages({ app: app.name }).some((usage) => isBroken(view, usage)),
      hasWidgetOrHttp: () => app.widgets.length > 0 || app.scripts.some(({ kind }) => kind === 'httpHandler'),
      canBeAttached: () => worksInProjects(app),
      autoAttach: () => false,
      permanent: () => false,
      fromMarketplace: () => false,
      marketplaceId: () => null,
      availableUpdateId: () => null,
      availableUpdateVersion: () => null,
      globalConfig: () => globalConfigResource(view, app),
      usages: () => apps.usages({ app: app.name }).map((usage) => usageResource(view, usage)),
      widgets: () => app.widgets.map((widget) => widgetResource(app, widget)),
      adminWidgets: () => adminWidgets(app),
      pluggableObjects: () => listedScripts(app).map((script) => scriptResource(view, app, script)),
      manifestFile: () => fileResource(view, app, 'manifest.json'),
      settingsFile: () => fileResource(view, app, 'settings.json'),
      entityExtensionsFile: () => fileResource(view, app, 'entity-extensions.json'),
    },
  };
}

/** An app as the older resource of workflows shows it. */
export function workflowResource(view: View, app: AppDescription): Resource {
  const { attributes } = appResource(view, app);
  return {
    $type: 'Workflow',
    id: app.id,
    attributes: {
      ...attributes,
      rules: () => listedScripts(app).map((script) => scriptResource(view, app, script)),
    },
  };
}

function worksInProjects({ widgets, scripts }: AppDescription): boolean {
  return (
    widgets.some(({ extensionPoint }) => !GLOBAL_POINTS.has(extensionPoint)) ||
    scripts.some(({ isGlobal }) => !isGlobal)
  );
}

function scriptResource(view: View, app: AppDescription, script: ListedScript): Resource {
  const id = scriptId(app, script.file);
  return {
    $type: script.$type,
    id,
    attributes: {
      name: () => script.name,
      title: () => script.title,
      type: () => script.$type,
      typeAlias: () => script.alias,
      description: () => null,
      isGlobal: () => script.isGlobal,
      script: () => sourceResource(view, app, script.file, id),
      usages: () =>
        view.youTrack.apps
          .scriptUsages(app.name)
          .filter((usage) => usage.script === script.name)
          .map((usage) => ruleUsageResource(view, usage)),
    },
  };
}

/** Of a script within its app; goes into addresses. */
export function scriptId({ id }: AppDescription, file: string): string {
  return `${id}:${file.replace(/\.js$/, '')}`;
}

export function ruleUsageResource(view: View, rule: RuleUsage): Resource {
  const app = view.youTrack.apps.find(rule.usage.app);
  return {
    $type: RULE_USAGE_TYPE,
    id: rule.id,
    attributes: {
      enabled: () => rule.enabled,
      priority: () => rule.priority,
      isBroken: () => setupProblems(view, rule).length > 0,
      errors: () => [],
      problems: () => setupProblems(view, rule),
      pluggableObject: () => {
        const script = app && listedScripts(app).find(({ name }) => name === rule.script);
        return app && script ? scriptResource(view, app, script) : null;
      },
      configuration: () => usageResource(view, rule.usage),
    },
  };
}

/** What the script needs and is not there (youtrack-platform §2). */
function setupProblems(view: View, { id, usage, script }: RuleUsage): readonly Resource[] {
  return view.youTrack.apps
    .setupProblems(usage.app, usage.project)
    .filter(({ file }) => file === `${script}.js`)
    .map(({ problem, key, isGlobal }, index) => ({
      $type: 'PluggableObjectProblem',
      id: `${id}/${index}`,
      attributes: {
        message: () => problem,
        fixes: () => [],
        problemKey: () => key,
        global: () => isGlobal,
      },
    }));
}

function isBroken({ youTrack }: View, { app, project }: AppUsage): boolean {
  return youTrack.apps.setupProblems(app, project).length > 0;
}

/** Settings come masked from the engine; they are a JSON text inside JSON (youtrack-platform §6). */
export function globalConfigResource(view: View, app: AppDescription): Resource {
  return {
    $type: GLOBAL_CONFIG_TYPE,
    id: app.id,
    attributes: {
      app: () => appResource(view, app),
      enabled: () => app.enabled,
      missingRequiredSettings: () => app.missingRequiredSettings.length > 0,
      globalSettings: () => JSON.stringify(view.youTrack.apps.settings(app.name, null)),
      visibilitySettings: () => everybody(app.id),
    },
  };
}

export function usageResource(view: View, usage: AppUsage): Resource {
  const { apps } = view.youTrack;
  return {
    $type: USAGE_TYPE,
    id: usage.id,
    attributes: {
      app: () => {
        const app = apps.find(usage.app);
        return app === undefined ? null : appResource(view, app);
      },
      project: () => projectResource(view, usage.project),
      enabled: () => usage.enabled,
      isActive: () =>
        usage.enabled &&
        usage.missingRequiredSettings.length === 0 &&
        (apps.find(usage.app)?.enabled ?? false),
      isBroken: () => isBroken(view, usage),
      missingRequiredSettings: () => usage.missingRequiredSettings.length > 0,
      globalSettings: () => JSON.stringify(apps.settings(usage.app, null)),
      projectSettings: () => JSON.stringify(apps.settings(usage.app, usage.project)),
      visibilitySettings: () => everybody(usage.id),
    },
  };
}

/** Apps are hidden from nobody here. */
function everybody(id: EntityId): Resource {
  return {
    $type: 'AppVisibilitySettings',
    id,
    attributes: { permittedUsers: () => [], permittedGroups: () => [] },
  };
}
