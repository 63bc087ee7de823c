/** Installed apps, their settings and where they are attached, as REST shows them. */
import type { AppDescription, AppUsage, LogLine, RuleUsage } from '../../engine/types.ts';
import type { EntityId } from '../../model/types.ts';
import type { View } from '../context.ts';
import type { Resource } from '../render.ts';
import { projectResource } from './project.ts';

/** JetBrains tells none of these names. */
export const GLOBAL_CONFIG_TYPE = 'AppGlobalConfig';
export const USAGE_TYPE = 'AppProjectConfig';
export const RULE_USAGE_TYPE = 'PluggableObjectUsage';

export function appResource(view: View, app: AppDescription): Resource {
  const { apps } = view.youTrack;
  return {
    $type: 'App',
    id: app.id,
    attributes: {
      name: () => app.name,
      title: () => app.title,
      version: () => app.version,
      enabled: () => app.enabled,
      missingRequiredSettings: () => app.missingRequiredSettings,
      autoAttach: () => false,
      globalConfig: () => globalConfigResource(view, app),
      usages: () => apps.usages({ app: app.name }).map((usage) => usageResource(view, usage)),
      widgets: () => app.widgets.map((widget) => widgetResource(app, widget)),
      pluggableObjects: () => app.scripts.map((script) => scriptResource(app, script)),
      manifestFile: () => packageFile(view, app, 'manifest.json'),
      settingsFile: () => packageFile(view, app, 'settings.json'),
    },
  };
}

function packageFile(view: View, app: AppDescription, path: string): Resource | null {
  const content = view.youTrack.apps.file(app.name, path);
  if (!content) return null;
  return {
    $type: 'AppFile',
    id: `${app.id}/${path}`,
    attributes: { name: () => path, content: () => new TextDecoder().decode(content) },
  };
}

function widgetResource(app: AppDescription, widget: AppDescription['widgets'][number]): Resource {
  return {
    $type: 'AppWidget',
    id: `${app.id}/${widget.key}`,
    attributes: {
      key: () => widget.key,
      name: () => widget.name,
      extensionPoint: () => widget.extensionPoint,
      indexPath: () => widget.indexPath,
      permissions: () => widget.permissions,
    },
  };
}

function scriptResource(app: AppDescription, script: AppDescription['scripts'][number]): Resource {
  return {
    $type: 'PluggableObject',
    id: scriptId(app, script.file),
    attributes: {
      name: () => script.file.replace(/\.js$/, ''),
      title: () => script.title,
      kind: () => script.kind,
    },
  };
}

/** Of a rule or handler within its app; goes into addresses. */
export function scriptId({ id }: AppDescription, file: string): string {
  return `${id}:${file.replace(/\.js$/, '')}`;
}

export function ruleUsageResource(view: View, rule: RuleUsage): Resource {
  const app = view.youTrack.apps.find(rule.usage.app);
  const script = app?.scripts.find(({ file }) => file === `${rule.script}.js`);
  return {
    $type: RULE_USAGE_TYPE,
    id: rule.id,
    attributes: {
      enabled: () => rule.enabled,
      priority: () => rule.priority,
      isBroken: () => false,
      errors: () => [],
      problems: () => setupProblems(view, rule),
      pluggableObject: () => (app && script ? scriptResource(app, script) : null),
      configuration: () => usageResource(view, rule.usage),
    },
  };
}

/** What the rule needs and the project has not (youtrack-platform §2). */
function setupProblems(view: View, { id, usage, script }: RuleUsage): readonly Resource[] {
  return view.youTrack.apps
    .setupProblems(usage.app, usage.project)
    .filter(({ file }) => file === `${script}.js`)
    .map(({ problem }, index) => ({
      $type: 'PluggableObjectProblem',
      id: `${id}/${index}`,
      attributes: { message: () => problem },
    }));
}

/** Settings come masked from the engine; they are a JSON text inside JSON (youtrack-platform §6). */
export function globalConfigResource(view: View, app: AppDescription): Resource {
  return {
    $type: GLOBAL_CONFIG_TYPE,
    id: app.id,
    attributes: {
      app: () => appResource(view, app),
      enabled: () => app.enabled,
      missingRequiredSettings: () => app.missingRequiredSettings,
      globalSettings: () => JSON.stringify(view.youTrack.apps.settings(app.name, null)),
      visibilitySettings: () => null,
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
      missingRequiredSettings: () => usage.missingRequiredSettings,
      projectSettings: () => JSON.stringify(apps.settings(usage.app, usage.project)),
    },
  };
}

export function logResource(line: LogLine, id: EntityId): Resource {
  return {
    $type: 'AppLogRecord',
    id,
    attributes: {
      timestamp: () => line.at,
      level: () => line.level.toUpperCase(),
      script: () => line.script,
      message: () => line.text,
    },
  };
}
