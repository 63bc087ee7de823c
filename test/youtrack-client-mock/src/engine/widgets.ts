/** The widgets of a package, as pages and REST show them. */
import type { AppPackage } from './app-package.ts';
import type { WidgetDescription } from './types.ts';

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
    iconPath: widget.iconPath ?? null,
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
