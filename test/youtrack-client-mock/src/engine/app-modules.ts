/** The CommonJS modules of an app: its own files and those of the scripting API, each evaluated once. */
import type { CoreModuleName } from '../script/core/index.ts';
import { CORE_MODULES } from '../script/core/index.ts';
import type { AppRealm, Evaluated } from '../script/realm.ts';
import type { AppPackage } from './app-package.ts';
import { printed } from './thrown.ts';
import { ImportRejected } from './types.ts';

const API = '@jetbrains/youtrack-scripting-api/';

export interface ModuleSources {
  readonly app: AppPackage;
  readonly realm: AppRealm;
  entities(): unknown;
  core(name: CoreModuleName): unknown;
}

export class AppModules {
  private readonly modules = new Map<string, Evaluated>();
  private readonly loading: string[] = [];

  constructor(private readonly sources: ModuleSources) {}

  /** The file that is being evaluated right now. */
  get current(): string | undefined {
    return this.loading.at(-1);
  }

  /** Throws ImportRejected for a file that throws while it is loaded (youtrack-platform §1). */
  load(name: string): Evaluated {
    const known = this.modules.get(name);
    if (known !== undefined) return known;
    const { app, realm } = this.sources;
    const source = app.scripts.get(name);
    if (source === undefined) throw realm.error('Error', `Cannot find module './${name}'`);
    if (this.loading.includes(name)) throw realm.error('Error', `${name}.js requires itself`);
    this.loading.push(name);
    try {
      const file = `${app.manifest.name}/${name}.js`;
      const module = realm.attended(name, () => realm.evaluate(source, file, (id) => this.require(id)));
      this.modules.set(name, module);
      return module;
    } catch (error) {
      throw notLoaded(name, error);
    } finally {
      this.loading.pop();
    }
  }

  private require(id: string): unknown {
    if (id.startsWith('./')) return this.load(id.slice(2).replace(/\.js$/, '')).moduleExports;
    const name = id.startsWith(API) ? id.slice(API.length) : null;
    if (name === 'entities') return this.sources.entities();
    const core = CORE_MODULES.find((module) => module === name);
    if (core === undefined) throw this.sources.realm.error('Error', `Cannot find module '${id}'`);
    return this.sources.core(core);
  }
}

/** Why a script cannot be imported; what is said already stays as it is. */
export function notLoaded(name: string, error: unknown): ImportRejected {
  if (error instanceof ImportRejected) return error;
  return new ImportRejected(`${name}.js could not be loaded: ${printed(error)}`);
}
