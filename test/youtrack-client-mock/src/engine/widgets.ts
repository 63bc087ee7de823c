/** The widgets of a package, as pages and REST show them. */
import { hasPermission } from '../model/access.ts';
import type { Transaction } from '../model/transaction.ts';
import type { EntityId } from '../model/types.ts';
import type { AppPackage } from './app-package.ts';
import type { WidgetDescription } from './types.ts';

export interface WidgetPlace {
  readonly extensionPoint: string;
  readonly user: EntityId;
  /** Null for places of the whole YouTrack. */
  readonly project: EntityId | null;
}

/** Those that the user may see at a place. */
export function visibleWidgets(
  tx: Transaction,
  apps: readonly { readonly package: AppPackage }[],
  { extensionPoint, user, project }: WidgetPlace,
): readonly WidgetDescription[] {
  return apps
    .flatMap((app) => widgetsOf(app.package))
    .filter((widget) => widget.extensionPoint === extensionPoint)
    .filter(({ permissions }) => mayUse(tx, user, permissions, project));
}

export function widgetsOf({ manifest }: AppPackage): readonly WidgetDescription[] {
  return manifest.widgets.map((widget) => ({
    app: manifest.name,
    appTitle: manifest.title ?? manifest.name,
    appVersion: manifest.version,
    key: widget.key,
    name: widget.name,
    indexPath: widget.indexPath,
    extensionPoint: widget.extensionPoint,
    permissions: widget.permissions,
    guard: widget.guard ?? null,
    iconPath: widget.iconPath ?? null,
    description: widget.description ?? null,
    expectedDimensions:
      widget.expectedDimensions === undefined
        ? null
        : {
            ...(widget.expectedDimensions.width === undefined
              ? {}
              : { width: widget.expectedDimensions.width }),
            ...(widget.expectedDimensions.height === undefined
              ? {}
              : { height: widget.expectedDimensions.height }),
          },
  }));
}

/** A list of permissions means any of them (youtrack-platform §7). */
function mayUse(
  tx: Transaction,
  user: EntityId,
  permissions: readonly string[],
  project: EntityId | null,
): boolean {
  return (
    permissions.length === 0 ||
    permissions.some((permission) => hasPermission(tx, user, permission, project ?? 'any'))
  );
}
