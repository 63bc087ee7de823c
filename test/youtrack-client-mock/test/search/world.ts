/** A small YouTrack for search tests: two projects, three users, fields of every kind. */
import { Store } from '../../src/model/store.ts';
import { Transaction } from '../../src/model/transaction.ts';
import type { EntityId, FieldTypeId, Value } from '../../src/model/types.ts';
import { findIssues } from '../../src/search/search.ts';

/** A Wednesday. */
export const NOW = Date.UTC(2026, 4, 13, 12);

export class World {
  readonly store = new Store();
  readonly tx = new Transaction(this.store, '1-0');
  readonly ann = this.tx.create('User', { login: 'ann', fullName: 'Ann Lee', timeZoneId: 'Europe/Berlin' });
  readonly bob = this.tx.create('User', { login: 'bob', fullName: 'Bob' });
  readonly guest = this.tx.create('User', { login: 'guest', guest: true });
  readonly team = this.tx.create('UserGroup', { name: 'Demo Team', users: [{ ref: this.ann }] });
  readonly everybody = this.tx.create('UserGroup', { name: 'All Users', allUsers: true });
  readonly demo = this.project('Demo Project', 'DEMO');
  readonly other = this.project('Other', 'OTH');
  private readonly elements = new Map<string, EntityId>();

  constructor() {
    for (const user of [this.ann, this.bob]) {
      this.tx.create('RoleGrant', { role: 'Developer', user: { ref: user }, group: null, project: null });
    }
    this.field('State', 'state[1]', ['Open', 'In Progress', 'Fixed']);
    this.field('Priority', 'enum[1]', ['Critical', 'Major', 'Normal'], 'No Priority');
    this.field('Fix versions', 'version[*]', ['2026.1', '2026.2'], 'Unscheduled');
    this.field('Assignee', 'user[1]', [], 'Unassigned');
    this.field('Reviewers', 'user[*]', []);
    this.field('Team', 'group[1]', []);
    this.field('Estimation', 'period', []);
    this.field('Due Date', 'date', []);
    this.field('Started at', 'date and time', []);
    this.field('Votes wanted', 'integer', []);
    this.field('Customer', 'string', []);
  }

  private project(name: string, shortName: string): EntityId {
    return this.tx.create('Project', { name, shortName });
  }

  private field(name: string, fieldType: FieldTypeId, values: readonly string[], emptyFieldText = ''): void {
    const field = this.tx.create('CustomField', { name, fieldType });
    const bundle = values.length > 0 ? this.tx.create('Bundle', { name, bundleType: 'enum' }) : null;
    for (const [ordinal, value] of values.entries()) {
      const element = this.tx.create('BundleElement', {
        bundle: bundle === null ? null : { ref: bundle },
        name: value,
        ordinal,
      });
      this.elements.set(`${name}:${value}`, element);
    }
    for (const project of [this.demo, this.other]) {
      this.tx.create('ProjectCustomField', {
        project: { ref: project },
        field: { ref: field },
        bundle: bundle === null ? null : { ref: bundle },
        canBeEmpty: true,
        emptyFieldText,
      });
    }
  }

  /** A bundle element as a stored value. */
  value(field: string, name: string): { ref: EntityId } {
    const ref = this.elements.get(`${field}:${name}`);
    if (ref === undefined) throw new Error(`No ${name} in ${field}`);
    return { ref };
  }

  issue(readableId: string, props: Readonly<Record<string, Value>> = {}): EntityId {
    const [key, number] = readableId.split('-');
    return this.tx.create('Issue', {
      project: { ref: key === 'DEMO' ? this.demo : this.other },
      numberInProject: Number(number),
      summary: `Summary of ${readableId}`,
      description: '',
      reporter: { ref: this.bob },
      created: NOW,
      updated: NOW,
      resolved: null,
      reported: true,
      ...props,
    });
  }

  /** Readable ids of what `user` finds. */
  find(query: string, user: EntityId = this.ann, project: EntityId | null = null): string[] {
    return findIssues(this.tx, query, { user, project, now: NOW }).map((issue) => this.readableId(issue));
  }

  private readableId(issue: EntityId): string {
    const project = this.tx.get(issue, 'project');
    const key = typeof project === 'object' && project !== null && 'ref' in project ? project.ref : '';
    return `${String(this.tx.get(key, 'shortName'))}-${String(this.tx.get(issue, 'numberInProject'))}`;
  }
}
