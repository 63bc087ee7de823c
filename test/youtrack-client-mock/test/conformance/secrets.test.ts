/** Secret settings of an app: their mask, and where they become real. */
import { expect } from 'vitest';
import { receiver } from '../engine/world.ts';
import { API, onChange, told, worldOf } from './probe.ts';
import { APP, withSettings } from './settings-probe.ts';
import { statement } from './statement.ts';

statement('§6', 'O', 'A secret reads as a mask in scripts, whatever is done to it', {
  'joined, measured, turned into JSON': () => {
    const rule = onChange(
      "const t = ctx.settings.token; console.log(String(t), t + '!', JSON.stringify({ t }), [t].join());",
    );
    const w = withSettings({ token: { type: 'string', format: 'secret' } }, [], rule);
    w.youTrack.apps.mergeSettings(APP, null, { token: 'real' });
    w.edit({ summary: 'Second' });
    expect(told(w)).toEqual(['<***> <***>! {"t":"<***>"} <***>']);
  },
});

statement('§6', 'O', 'REST gets the mask; sent back unchanged it keeps the value', {
  'another text replaces it, null clears it': () => {
    const w = withSettings({ token: { type: 'string', format: 'secret' } }, ['token']);
    w.youTrack.apps.mergeSettings(APP, null, { token: 'real' });
    expect(w.youTrack.apps.settings(APP, null)).toEqual({ token: '<***>' });
    w.youTrack.apps.mergeSettings(APP, null, { token: '<***>' });
    expect(w.youTrack.apps.usages({})[0]?.missingRequiredSettings).toEqual([]);
    w.youTrack.apps.mergeSettings(APP, null, { token: null });
    expect(w.youTrack.apps.usages({})[0]?.missingRequiredSettings).toEqual(['token']);
  },
});

statement('§6', 'O', 'A mask that comes back is not the secret itself', {
  'the real one is sent': async () => {
    const sent: unknown[] = [];
    const stand = await receiver((request, response) => {
      sent.push(request.headers.authorization);
      response.end();
    });
    const rule = onChange(
      `new http.Connection('${API}').bearerAuth(ctx.settings.token).getAsync('/', [], 'done');`,
      "guard: (ctx) => ctx.issue.isChanged('summary'), asyncFunctions: { done: () => {} },",
    );
    const settings = { properties: { token: { type: 'string', format: 'secret' } } };
    const w = worldOf({ 'settings.json': settings, 'rule.js': rule }, { hostMap: stand.hostMap });
    w.youTrack.apps.mergeSettings(APP, null, { token: 'real' });
    w.youTrack.apps.mergeSettings(APP, null, w.youTrack.apps.settings(APP, null));
    w.edit({ summary: 'Second' });
    await w.youTrack.settle();
    expect(sent).toEqual(['Bearer real']);
  },
});

statement('§6', 'S', 'minLength holds for secrets too', {
  'a shorter one is refused and the old one stays': () => {
    const w = withSettings({ token: { type: 'string', format: 'secret', minLength: 8 } });
    w.youTrack.apps.mergeSettings(APP, null, { token: 'long enough' });
    expect(() => w.youTrack.apps.mergeSettings(APP, null, { token: 'short' })).toThrow(/fewer than 8/);
    expect(w.youTrack.apps.settings(APP, null)).toEqual({ token: '<***>' });
  },
});
