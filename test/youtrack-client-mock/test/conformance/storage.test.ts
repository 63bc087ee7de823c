/** Extension properties and the global storage of an app. */
import { expect } from 'vitest';
import { packageOf, type World } from '../engine/world.ts';
import { acted, getX, onChange, thrownIn, told, valueIn, worldOf } from './probe.ts';
import { statement } from './statement.ts';

const EXTENSIONS = {
  entityTypeExtensions: [
    {
      entityType: 'Issue',
      properties: {
        note: { type: 'string' },
        count: { type: 'integer' },
        ratio: { type: 'float' },
        flag: { type: 'boolean' },
        parent: { type: 'Issue' },
        fans: { type: 'User', multi: true },
        best: { type: 'State' },
        steps: { type: 'State', multi: true },
        kind: { type: 'EnumField' },
        label: { type: 'IssueTag' },
      },
    },
    { entityType: 'AppGlobalStorage', properties: { state: { type: 'string' } } },
    ...['Project', 'User', 'UserGroup', 'IssueComment', 'IssueWorkItem', 'IssueTag', 'State'].map(
      (entityType) => ({
        entityType,
        properties: { note: { type: 'string' } },
      }),
    ),
  ],
};
const FILES = { 'entity-extensions.json': EXTENSIONS };
const P = 'ctx.issue.extensionProperties';

function updated(w: World, properties: object): void {
  const extensions = { entityTypeExtensions: [{ entityType: 'Issue', properties }] };
  w.youTrack.apps.importFiles(
    packageOf({ 'entity-extensions.json': extensions, 'rule.js': onChange(`console.log(${P}.note);`) }),
  );
}

statement('§5', 'D', 'Properties hold texts, whole numbers, numbers, flags and entities', {
  'each keeps its type': () => {
    const w = acted(
      `const p = ${P}; p.note = 'a'; p.count = 9007199254740991; p.ratio = 0.5; p.flag = false; p.parent = ctx.issue;`,
      undefined,
      FILES,
    );
    w.youTrack.apps.importFiles(
      packageOf({
        ...FILES,
        'rule.js': onChange(
          `const p = ${P}; console.log(p.note, p.count, p.ratio, p.flag, p.parent === ctx.issue);`,
        ),
      }),
    );
    w.edit({ summary: 'Third' });
    expect(told(w)).toEqual(['a 9007199254740991 0.5 false true']);
  },
  'several entities read as a Set that writes through': () => {
    expect(
      valueIn(`(() => { ${P}.fans.add(ctx.currentUser); return ${P}.fans.map((u) => u.login); })()`, FILES),
    ).toEqual(['developer']);
  },
  'a value of another type is refused': () => {
    for (const wrong of ["count = 'x'", 'count = 1.5', 'flag = 1', "parent = 'DEMO-1'", 'note = 1']) {
      expect(thrownIn(`${P}.${wrong}`, FILES)).toContain('IllegalArgumentException');
    }
  },
  'a value of a field and a tag too, by their class': () => {
    const source = `(() => { const p = ${P}; p.best = ctx.issue.fields.State; p.steps.add(p.best); p.label = ctx.issue.addTag('t');
      return [p.best.name, p.steps.map((s) => s.name), p.label.name]; })()`;
    expect(valueIn(source, FILES)).toEqual(['Open', ['Open'], 't']);
    for (const wrong of ['kind = ctx.issue.fields.State', 'best = ctx.currentUser', "best = 'Open'"]) {
      expect(thrownIn(`${P}.${wrong}`, FILES)).toContain('must be an entity of the type');
    }
  },
  'several of anything but entities cannot be declared': () => {
    const files = {
      'entity-extensions.json': {
        entityTypeExtensions: [{ entityType: 'Issue', properties: { x: { type: 'string', multi: true } } }],
      },
    };
    expect(() => worldOf(files)).toThrow('multi');
  },
});

statement('§5', 'S', 'What was never written reads undefined', {
  'and null once it is cleared': () => {
    expect(
      valueIn(
        `[typeof ${P}.note, (() => { ${P}.note = 'x'; ${P}.note = null; return ${P}.note; })()]`,
        FILES,
      ),
    ).toEqual(['undefined', null]);
  },
});

statement('§5', 'O', 'A write to a property that is not declared is dropped without a word', {
  'and it reads undefined': () => {
    expect(valueIn(`(() => { ${P}.other = 'x'; return typeof ${P}.other; })()`, FILES)).toBe('undefined');
  },
  'as on a type of entity that the app does not extend': () => {
    const source = `(() => { const p = ctx.project.findFieldByName('State').extensionProperties; p.note = 1; return typeof p.note; })()`;
    expect(valueIn(source, FILES)).toBe('undefined');
  },
});

statement('§5', 'O', 'A text holds 4,194,304 bytes; a longer one is an error, not a shortened value', {
  'counted in UTF-8': () => {
    expect(valueIn(`(() => { ${P}.note = 'x'.repeat(4194304); return ${P}.note.length; })()`, FILES)).toBe(
      4_194_304,
    );
    expect(thrownIn(`${P}.note = 'x'.repeat(4194305)`, FILES)).toContain('at most 4194304 bytes');
    expect(thrownIn(`${P}.note = 'é'.repeat(2097153)`, FILES)).toContain('at most 4194304 bytes');
  },
});

statement('§5', 'D', 'Many types of entities can be extended', {
  'all of them keep what they are given': () => {
    const source = `(() => { const all = [ctx.project, ctx.currentUser, ctx.issue.addComment('c'), ctx.issue.addTag('t'),
      ctx.issue.addWorkItem('w', 0, ctx.currentUser, 5)];
      all.forEach((e, i) => { e.extensionProperties.note = 'n' + i; }); return all.map((e) => e.extensionProperties.note); })()`;
    expect(valueIn(source, FILES)).toEqual(['n0', 'n1', 'n2', 'n3', 'n4']);
  },
  'values of fields too, by the class of the value': () => {
    const source = `(() => { const f = ctx.project.findFieldByName('State'); const fixed = f.findValueByName('Fixed'); fixed.extensionProperties.note = 'end';
      return [entities.State.findByExtensionProperties({ note: 'end' }).map((s) => s.name), entities.EnumField.findByExtensionProperties({ note: 'end' }).size]; })()`;
    expect(valueIn(source, FILES)).toEqual([['Fixed'], 0]);
  },
  'what is kept nowhere here is refused when the app is imported': () => {
    for (const entityType of ['Gantt', 'constructor', 'PermanentToken']) {
      const files = { 'entity-extensions.json': { entityTypeExtensions: [{ entityType, properties: {} }] } };
      expect(() => worldOf(files)).toThrow(`entity-extensions.json: ${entityType} cannot be extended here`);
    }
  },
  'and are found by it': () => {
    expect(
      valueIn(
        "(() => { ctx.currentUser.extensionProperties.note = 'me'; return entities.User.findByExtensionProperties({ note: 'me' }).map((u) => u.login); })()",
        FILES,
      ),
    ).toEqual(['developer']);
  },
});

statement('§5', 'D', 'An app sees its own properties only', {
  'another app with a property of that name has another value': () => {
    const w = acted(`${P}.note = 'mine';`, undefined, FILES);
    w.youTrack.apps.importFiles(
      packageOf({ ...FILES, 'rule.js': onChange(`console.log(typeof ${P}.note);`) }, { name: 'other-app' }),
    );
    w.youTrack.apps.attach('other-app', w.demo);
    w.edit({ summary: 'Third' });
    expect(told(w)).toEqual(['undefined']);
  },
});

statement('§5', 'D', 'Values are deleted with the app, the property, or its type', {
  'kept through an update that declares it as before': () => {
    const w = acted(`${P}.note = 'kept';`, undefined, FILES);
    updated(w, { note: { type: 'string' } });
    w.edit({ summary: 'Third' });
    expect(told(w)).toEqual(['kept']);
  },
  'another type': () => {
    const w = acted(`${P}.note = 'kept';`, undefined, FILES);
    updated(w, { note: { type: 'integer' } });
    updated(w, { note: { type: 'string' } });
    w.edit({ summary: 'Third' });
    expect(told(w)).not.toContain('kept');
  },
  'the property left out, and the app removed': () => {
    const w = acted(`${P}.note = 'kept';`, undefined, FILES);
    updated(w, {});
    expect(w.get(w.issue, 'ext:demo-app:note')).toBeNull();
    const other = acted(`${P}.note = 'kept';`, undefined, FILES);
    other.youTrack.apps.remove('demo-app');
    expect(other.get(other.issue, 'ext:demo-app:note')).toBeNull();
  },
});

statement('§5', 'D', 'Issues are found by extension properties', {
  'findByExtensionProperties, in the state of the transaction': () => {
    expect(
      valueIn(
        `(() => { ${P}.count = 5; return entities.Issue.findByExtensionProperties({ count: 5 }).map((i) => i.id); })()`,
        FILES,
      ),
    ).toEqual(['DEMO-1']);
  },
  'search.search with a query beside them': () => {
    const search =
      "search.search(ctx.project, { query: 'summary: Second', extensionPropertiesQuery: { count: 5 } }, ctx.currentUser)";
    expect(
      valueIn(
        `(() => { ${P}.count = 5; return [${search}.size, ${search.replace('Second', 'Third')}.size]; })()`,
        FILES,
      ),
    ).toEqual([1, 0]);
  },
});

statement('§5', 'D', 'AppGlobalStorage is one for the app', {
  'rules and handlers share it, and it survives a restart': async () => {
    const w = worldOf({
      ...FILES,
      'rule.js': onChange("ctx.globalStorage.extensionProperties.state = 'set by a rule';"),
      'handler.js': getX('ctx.response.text(String(ctx.globalStorage.extensionProperties.state));'),
    });
    w.edit({ summary: 'Second' });
    w.youTrack.restart();
    expect((await w.call({ path: 'x' }))?.body).toBe('set by a rule');
  },
});

statement('§5', 'I', 'Read, change and write of one text is not isolated', {
  'of two overlapping transactions the later replay wins and the other change is lost': async () => {
    const rule = onChange(`${P}.note = (${P}.note || '') + ctx.issue.summary + ';';`);
    const w = worldOf({ ...FILES, 'rule.js': rule });
    w.youTrack.interleave({ replay: true });
    const first = w.youTrack.edit(w.developer, (tx) => tx.set(w.issue, 'summary', 'A'));
    await w.youTrack.edit(w.admin, (tx) => tx.set(w.issue, 'summary', 'B'));
    await first;
    expect(w.get(w.issue, 'ext:demo-app:note')).toBe('A;');
    expect(w.youTrack.interleaved()).toMatchObject({ overlaps: 1, conflicts: 1 });
  },
});
