/**
 * The core modules apart from `entities`: JetBrains' own JavaScript in the app's realm over a thin native layer, plus
 * what came after 2022.1.
 */
import type { CoreModuleHost } from '../types.ts';
import type { ScriptLog } from './environment.ts';
import { createEnvironment } from './environment.ts';
import { createHttpLayer } from './http-client.ts';
import { createIssueSearch } from './issue-search.ts';
import { createJava } from './java.ts';
import { jetbrainsSource } from './jetbrains.ts';
import { LICENSE_MODULE } from './license.ts';
import { realmSource } from './realm-source.ts';

export const CORE_MODULES = [
  'http',
  'workflow',
  'search',
  'strings',
  'date-time',
  'notifications',
  'license',
] as const;

export type CoreModuleName = (typeof CORE_MODULES)[number];

/** Each module is loaded once, at its first use, into `host.realm`. */
export function createCoreModules(host: CoreModuleHost): (name: CoreModuleName) => unknown {
  const httpLayer = createHttpLayer(host, (text) => scriptLog(ownInRealm('log'))('warn', text));
  const java = createJava(host, httpLayer.clientFactory);
  const loaded = new Map<string, unknown>();

  function fromJetbrains(module: string, extra: Readonly<Record<string, unknown>> = {}): unknown {
    const fileName = `@jetbrains/youtrack-scripting-api/${module}.js`;
    return host.realm.load(jetbrainsSource(module), fileName, requireInside, { Java: java, ...extra });
  }

  function requireInside(name: string): unknown {
    if (name === './entities') return { Issue: { search: createIssueSearch(host) } };
    if (name === './environment') return once('environment');
    throw host.realm.error('Error', `Cannot find module '${name}'`);
  }

  function ownInRealm(name: string): unknown {
    return host.realm.load(realmSource(name), `${name}.js`, requireInside);
  }

  function load(module: string): unknown {
    if (module === 'license') return host.realm.parseJson(JSON.stringify(LICENSE_MODULE));
    if (module === 'environment') {
      const $$environment = createEnvironment(host, scriptLog(ownInRealm('log')));
      return fromJetbrains(module, { $$environment });
    }
    const exports = fromJetbrains(module);
    if (module === 'search') {
      const isEntity = (value: unknown): boolean => host.entityId(value) !== undefined;
      call(ownInRealm('search-additions'), 'install', exports, isEntity);
    }
    if (module === 'http') {
      call(ownInRealm('http-additions'), 'install', exports, {
        ...httpLayer,
        fault: (member: string) => host.fault(member),
      });
    }
    return exports;
  }

  function once(module: string): unknown {
    if (!loaded.has(module)) loaded.set(module, load(module));
    return loaded.get(module);
  }

  return once;
}

function call(module: unknown, name: string, ...args: readonly unknown[]): unknown {
  const member: unknown = Reflect.get(Object(module), name);
  if (typeof member !== 'function') throw new Error(`No function ${name}`);
  return Reflect.apply(member, undefined, [...args]);
}

function scriptLog(module: unknown): ScriptLog {
  return (level, text) => {
    call(module, 'log', level, text);
  };
}
