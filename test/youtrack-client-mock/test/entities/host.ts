/** A small YouTrack and apps that run scripts in it: the real store and bare realms, without the engine. */
import { canSeeArticle, canSeeIssue, canSeePart, hasPermission } from '../../src/model/access.ts';
import { DEFAULT_LINK_TYPES } from '../../src/model/link-types.ts';
import { Store } from '../../src/model/store.ts';
import { ReadonlyTransactionException, Transaction } from '../../src/model/transaction.ts';
import type { EntityId, EntityType, FieldTypeId, Value } from '../../src/model/types.ts';
import { FIELD_TYPES, isRef } from '../../src/model/types.ts';
import { drawArticleNumber, drawIssueNumber } from '../../src/rest/change/issue-number.ts';
import { minutesOf, workingPeriod } from '../../src/script/core/period.ts';
import { loadEntities } from '../../src/script/entities/index.ts';
import type {
  EntitiesInRealm,
  EntityNative,
  ExtensionDeclaration,
} from '../../src/script/entities/native.ts';
import { createRealm } from '../../src/script/realm.ts';
import type { Realm } from '../../src/script/types.ts';

export const NOW = Date.UTC(2026, 4, 13, 12);

/** `Issue.note`, `Issue.parent` and so on: what an app declares. A type ending in `[]` is multi. */
export type Declarations = Readonly<Partial<Record<EntityType, Readonly<Record<string, string>>>>>;

export interface App {
  readonly entities: EntitiesInRealm;
  /** Members that throw when they are called, and how each call is reported. */
  readonly faults: Set<string>;
  readonly calls: string[];
  readonly log: string[];
  /** How many ids were read from look-ups. */
  readonly reads: { count: number };
  /** Runs the body of a function in the app's realm; `entities` and the names of the world are in scope. */
  run(body: string): unknown;
}

export class World {
  readonly store = new Store();
  tx: Transaction;
  readonly ids: Record<string, EntityId> = {};

  constructor() {
    this.tx = new Transaction(this.store, '1-0');
    const { tx } = this;
    const make = (name: string, type: EntityType, props: Readonly<Record<string, Value>>): EntityId => {
      const id = tx.create(type, props);
      this.ids[name] = id;
      return id;
    };
    for (const type of DEFAULT_LINK_TYPES) tx.create('IssueLinkPrototype', type);
    const ann = make('ann', 'User', { login: 'ann', fullName: 'Ann Lee', email: 'ann@example.org' });
    const bob = make('bob', 'User', { login: 'bob', email: 'bob@example.org', timeZoneId: 'Europe/Paris' });
    make('carl', 'User', { login: 'carl', email: 'bob@example.org', banned: true });
    make('everybody', 'UserGroup', { name: 'All Users', users: [], allUsers: true });
    const demo = make('demo', 'Project', { name: 'Demo', shortName: 'DEMO', nextNumber: 10 });
    const other = make('other', 'Project', { name: 'Other', shortName: 'OTH', nextNumber: 5 });
    const team = make('team', 'UserGroup', {
      name: 'Demo Team',
      users: [{ ref: ann }],
      teamOf: { ref: demo },
    });
    tx.set(demo, 'team', { ref: team });
    tx.set(demo, 'leader', { ref: ann });
    make('grant', 'RoleGrant', {
      role: 'Developer',
      user: { ref: ann },
      group: null,
      project: { ref: demo },
    });
    for (const [ordinal, type] of FIELD_TYPES.entries()) this.field(demo, type, type, ordinal);
    this.field(demo, 'State', 'state[1]', 100, ['Open', 'Fixed']);
    this.field(other, 'State', 'state[1]', 0, ['Open', 'Fixed']);
    make('issue', 'Issue', {
      project: { ref: demo },
      numberInProject: 1,
      summary: 'First',
      description: 'Text',
      reporter: { ref: bob },
      created: 1,
      updated: 2,
      resolved: null,
      reported: true,
      tags: [],
      'field:State': { ref: this.id('DEMO:State:Open') },
    });
    make('draft', 'Issue', { project: { ref: demo }, summary: '', reporter: { ref: bob }, reported: false });
    this.commit();
  }

  id(name: string): EntityId {
    const id = this.ids[name];
    if (id === undefined) throw new Error(`The world has no ${name}`);
    return id;
  }

  /** Values of a field are known as `DEMO:State:Open`. */
  field(
    project: EntityId,
    name: string,
    fieldType: FieldTypeId,
    ordinal: number,
    values: readonly string[] = ['One', 'Two'],
  ): EntityId {
    const { tx } = this;
    const [bundleType = '', isBundled] = fieldType.split('[');
    const withBundle = isBundled !== undefined && bundleType !== 'user' && bundleType !== 'group';
    const bundle = withBundle ? tx.create('Bundle', { name, bundleType }) : null;
    for (const [position, value] of (bundle === null ? [] : values).entries()) {
      this.ids[`${String(tx.get(project, 'shortName'))}:${name}:${value}`] = tx.create('BundleElement', {
        bundle: bundle === null ? null : { ref: bundle },
        name: value,
        ordinal: position,
        archived: false,
        isResolved: value === 'Fixed',
      });
    }
    return tx.create('ProjectCustomField', {
      project: { ref: project },
      field: { ref: tx.create('CustomField', { name, fieldType }) },
      bundle: bundle === null ? null : { ref: bundle },
      canBeEmpty: true,
      emptyFieldText: `No ${name}`,
      ordinal,
    });
  }

  /** Ends the transaction and starts the next. */
  commit(): void {
    this.tx.commit();
    this.begin();
  }

  /** Drops the transaction and starts the next. */
  begin(options: { readonly readOnly: boolean } = { readOnly: false }): void {
    this.tx = new Transaction(this.store, this.id('ann'), options.readOnly);
  }

  app(name: string, declarations: Declarations = {}): App {
    const log: string[] = [];
    const calls: string[] = [];
    const faults = new Set<string>();
    const reads = { count: 0 };
    const realm = createRealm({
      now: () => NOW,
      write: (_level, text) => log.push(text),
      stray: (_script, reason) => log.push(reason),
    });
    const entities = loadEntities(realm, this.native({ name, declarations, realm, calls, faults, reads }));
    return {
      entities,
      faults,
      calls,
      log,
      reads,
      run: (body) => {
        const known = Object.entries(this.ids).filter(([key]) => /^\w+$/.test(key) && key !== 'grant');
        const names = Object.fromEntries(known.map(([key, id]) => [key, entities.wrap(id)]));
        const value = (key: string): object | null => entities.wrap(this.id(key));
        const source = `module.exports = (function () {${body}\n})();`;
        return realm.load(source, 'script.js', noModule, { entities: entities.exports, value, ...names });
      },
    };
  }

  private native(app: {
    readonly name: string;
    readonly declarations: Declarations;
    readonly realm: Realm;
    readonly calls: string[];
    readonly faults: ReadonlySet<string>;
    readonly reads: { count: number };
  }): EntityNative {
    const tx = (): Transaction => this.tx;
    const writing = <T>(work: () => T): T => {
      try {
        return work();
      } catch (error) {
        if (error instanceof ReadonlyTransactionException) throw app.realm.error(error.name, error.message);
        throw error;
      }
    };
    function* counted(ids: Iterable<EntityId>): Iterable<EntityId> {
      for (const id of ids) {
        app.reads.count += 1;
        yield id;
      }
    }
    const declared = (className: string): Readonly<Record<string, string>> =>
      new Map(Object.entries(app.declarations)).get(className) ?? {};
    return {
      fault(member) {
        app.calls.push(member);
        if (app.faults.has(member)) throw app.realm.error('Error', `${member} fails`);
      },
      typeOf: (id) => tx().typeOf(id),
      exists: (id) => tx().exists(id),
      get: (id, prop) => tx().get(id, prop),
      committed: (id, prop) => tx().committed(id, prop),
      set: (id, prop, value) => writing(() => tx().set(id, prop, value)),
      isChanged: (id, prop) => tx().isChanged(id, prop),
      isCreated: (id) => tx().isCreated(id),
      isRemoved: (id) => tx().isRemoved(id),
      create: (type, props) => writing(() => tx().create(type, props)),
      remove: (id) => writing(() => tx().remove(id)),
      find: (type, prop, value) => counted(tx().find(type, prop, value)),
      estimate: (type, prop, value) => tx().estimate(type, prop, value),
      all: (type) => counted(tx().all(type)),
      removedFrom: (type, prop, value) =>
        tx()
          .touched()
          .filter((id) => {
            const before = tx().committed(id, prop);
            const isGone = tx().isRemoved(id) || tx().isChanged(id, prop);
            return isGone && tx().typeOf(id) === type && isRef(before) && before.ref === value;
          }),
      currentUser: () => this.id('ann'),
      hasPermission: (user, permission, project) => hasPermission(tx(), user, permission, project),
      canSeeIssue: (user, issue) => canSeeIssue(tx(), user, issue),
      canSeeArticle: (user, article) => canSeeArticle(tx(), user, article),
      canSeePart: (user, part) => canSeePart(tx(), user, part),
      baseUrl: () => 'https://youtrack.example.org',
      fileUrl: (file) => `https://youtrack.example.org/files/${file}`,
      now: () => NOW,
      extensionProp: (name) => `ext:${app.name}:${name}`,
      extension: (className, name) => declaration(declared(className)[name]),
      isBlind: () => false,
      refusesWholeFloats: false,
      extensionNames: (className) => Object.keys(declared(className)),
      renderMarkup: (markdown) => `<p>${markdown}</p>`,
      period: workingPeriod,
      minutes: minutesOf,
      applyCommand: (issue, command, runAs) => {
        app.calls.push(`${issue}: ${command} as ${String(tx().get(runAs, 'login'))}`);
      },
      drawIssueNumber: (project) => drawIssueNumber(tx(), project),
      drawArticleNumber: (project) => drawArticleNumber(tx(), project),
    };
  }
}

function declaration(text: string | undefined): ExtensionDeclaration | undefined {
  return text === undefined ? undefined : { type: text.replace('[]', ''), multi: text.endsWith('[]') };
}

function noModule(name: string): never {
  throw new Error(`No module ${name}`);
}

/** What `work` throws, as `<name>: <message>`. */
export function thrownBy(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    return String(error);
  }
  throw new Error('Nothing was thrown');
}
