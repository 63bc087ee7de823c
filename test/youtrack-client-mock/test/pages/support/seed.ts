/** What the tests look at: two users, one project with a field of each kind, two issues. */
import type { Transaction } from '../../../src/model/transaction.ts';
import type { EntityId, FieldTypeId } from '../../../src/model/types.ts';

export interface Seeded {
  readonly ada: EntityId;
  readonly adaName: string;
  readonly guest: EntityId;
  readonly project: EntityId;
  readonly issue: EntityId;
  readonly summary: string;
}

/** Names and texts that would break a page or a frame that does not escape them. */
const ADA = 'Ada <b>Lovelace</b> $&';
const SUMMARY = 'Ships </script><script>alert("summary")</script> $\' on time';
const DESCRIPTION = '<img src=x onerror=alert(1)> [click](javascript:alert(1)) **bold**';

export function seed(tx: Transaction): Seeded {
  const ada = tx.create('User', { login: 'ada', fullName: ADA, email: 'ada@example.org', banned: false });
  const guest = tx.create('User', { login: 'guest', fullName: 'Guest', guest: true, banned: false });
  tx.create('RoleGrant', { role: 'System Admin', user: { ref: ada }, group: null, project: null });
  const project = tx.create('Project', {
    name: 'Demo',
    shortName: 'DEMO',
    description: '',
    leader: { ref: ada },
    archived: false,
    nextNumber: 3,
  });

  const bundle = (name: string, bundleType: string, values: readonly string[]): EntityId => {
    const id = tx.create('Bundle', { name, bundleType });
    values.forEach((value, ordinal) => {
      const isResolved = value === 'Fixed';
      tx.create('BundleElement', { bundle: { ref: id }, name: value, ordinal, archived: false, isResolved });
    });
    return id;
  };
  const priorities = bundle('Priorities', 'enum', ['Minor', 'Major']);
  const fields: readonly (readonly [string, FieldTypeId, EntityId?])[] = [
    ['Priority', 'enum[1]', priorities],
    ['Labels', 'enum[*]', priorities],
    ['State', 'state[1]', bundle('States', 'state', ['Open', 'Fixed'])],
    ['Assignee', 'user[1]', bundle('Assignees', 'user', [])],
    ['Estimate', 'period'],
    ['Due', 'date'],
    ['Points', 'integer'],
    ['Notes', 'text'],
  ];
  fields.forEach(([name, fieldType, of], ordinal) => {
    const field = tx.create('CustomField', { name, fieldType });
    tx.create('ProjectCustomField', {
      project: { ref: project },
      field: { ref: field },
      bundle: of === undefined ? null : { ref: of },
      canBeEmpty: true,
      emptyFieldText: '',
      ordinal,
    });
    if (name === 'Assignee' && of !== undefined) {
      tx.create('BundleElement', {
        bundle: { ref: of },
        user: { ref: ada },
        name: 'ada',
        ordinal: 0,
        archived: false,
      });
    }
  });

  const report = (numberInProject: number, summary: string): EntityId =>
    tx.create('Issue', {
      project: { ref: project },
      numberInProject,
      summary,
      description: DESCRIPTION,
      reporter: { ref: ada },
      created: 1_700_000_000_000,
      updated: 1_700_000_000_000,
      updatedBy: { ref: ada },
      resolved: null,
      reported: true,
      permittedGroups: [],
      permittedUsers: [],
      tags: [],
    });
  const issue = report(1, SUMMARY);
  report(2, 'The second issue');
  return { ada, adaName: ADA, guest, project, issue, summary: SUMMARY };
}
