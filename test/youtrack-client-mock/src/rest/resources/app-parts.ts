/** What an app is made of: files of its package, widgets, and lines of its log. */
import type { AppDescription, LogLine, WidgetDescription } from '../../engine/types.ts';
import type { EntityId } from '../../model/types.ts';
import type { View } from '../context.ts';
import type { Attribute, Resource } from '../render.ts';
import { userOrNull } from './user.ts';

const ADMINISTRATION = 'ADMINISTRATION_MENU_ITEM';

/** Null: the package has no such file. */
export function fileResource(view: View, app: AppDescription, path: string): Resource | null {
  const content = textOf(view, app, path);
  if (content === null) return null;
  return {
    $type: 'AppFile',
    id: `${app.id}/${path}`,
    attributes: {
      name: () => path,
      content: () => content,
      editable: () => true,
      ...installation(view, app),
    },
  };
}

/** @param id of the script within its app */
export function sourceResource(view: View, app: AppDescription, file: string, id: EntityId): Resource {
  return {
    $type: 'Script',
    id,
    attributes: {
      name: () => file.replace(/\.js$/, ''),
      script: () => textOf(view, app, file),
      traceEnabled: () => false,
      ...installation(view, app),
    },
  };
}

/** A package is installed as a whole, and all of it by one user. */
function installation(view: View, { updated, updatedBy }: AppDescription): Resource['attributes'] {
  return { updated: () => updated, updatedBy: () => userOrNull(view, updatedBy) };
}

function textOf({ youTrack }: View, app: AppDescription, path: string): string | null {
  const content = youTrack.apps.file(app.name, path);
  return content === undefined ? null : new TextDecoder().decode(content);
}

export function widgetResource(app: AppDescription, widget: WidgetDescription): Resource {
  const id = `${app.id}/${widget.key}`;
  return {
    $type: 'Widget',
    id,
    attributes: {
      key: () => widget.key,
      name: () => widget.name,
      description: () => widget.description,
      indexPath: () => widget.indexPath,
      iconPath: () => widget.iconPath,
      globalConfig: () => ({ $type: 'WidgetGlobalConfig', id, attributes: { enabled: () => app.enabled } }),
      permissions: () => widget.permissions.map(permissionResource),
      extensionPoint: () => ({ $type: 'ExtensionPoint', id: widget.extensionPoint, attributes: {} }),
    },
  };
}

function permissionResource(key: string): Resource {
  return {
    $type: 'WidgetPermission',
    id: key,
    attributes: {
      key: () => key,
      visibleName: () =>
        key
          .split('_')
          .map((word) => word.charAt(0) + word.slice(1).toLowerCase())
          .join(' '),
    },
  };
}

/** The widgets that are pages of the administration. */
export function adminWidgets({ id, widgets }: AppDescription): Attribute {
  return widgets
    .filter(({ extensionPoint }) => extensionPoint === ADMINISTRATION)
    .map((widget) => ({
      $type: 'AdminWidget',
      id: `${id}/${widget.key}`,
      attributes: {
        key: () => widget.key,
        name: () => widget.name,
        description: () => widget.description,
        appName: () => widget.app,
        appTitle: () => widget.appTitle,
        indexPath: () => widget.indexPath,
        extensionPoint: () => widget.extensionPoint,
        configurable: () => false,
      },
    }));
}

/** What is told of a line that is asked for without `fields`, as JetBrains' command line does. */
export const LOG_FIELDS = 'id,timestamp,level,script,message';

export function logResource(line: LogLine, id: EntityId): Resource {
  return {
    $type: 'AppLogRecord',
    id,
    attributes: {
      timestamp: () => new Date(line.at).toISOString(),
      level: () => line.level.toUpperCase(),
      script: () => line.script,
      username: () => line.user,
      message: () => line.text,
      stacktrace: () => null,
    },
  };
}
