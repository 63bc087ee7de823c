/** How long asynchronous calls and functions take on the clock, on how many threads, and how many are in flight. */
import type { ServerResponse } from 'node:http';
import { describe, expect, it } from 'vitest';
import type { Pace } from '../../src/engine/pace.ts';
import { createWorld, type Options, receiver, rule, START, type World } from './world.ts';

const API = 'https://api.example.com';
const AT = `'at', Date.now() - ${START}`;

/** A rule that calls this path and says when the answer came. */
function calling(path: string, body = ''): string {
  return rule(
    `new http.Connection('${API}').postAsync('${path}', [], '${body}', 'answered');`,
    `asyncFunctions: { answered: (ctx) => console.log('${path}', ctx.response.code || 'lost', ${AT}) },`,
  );
}

/** A rule that schedules a function which says when it ran. */
function scheduling(name: string): string {
  return rule(
    `ctx.invokeAsync('${name}');`,
    `asyncFunctions: { ${name}: (ctx) => { ctx.issue.description = '${name}'; console.log('${name}', ${AT}); } },`,
  );
}

/** A world in which an edit sets off every rule, in the order of their names. */
async function edited(
  pace: Partial<Pace>,
  rules: readonly string[],
  more: Partial<Options> = {},
): Promise<World> {
  const { hostMap } = await receiver((_, response) => response.end('ok'));
  const files = Object.fromEntries(rules.map((source, index) => [`rule-${index}.js`, source]));
  const w = createWorld({ files, hostMap, options: { pace }, ...more });
  w.edit({ summary: 'Second' });
  return w;
}

describe('A call', () => {
  it('is sent at once and answered after its time', async () => {
    const w = await edited({ callMs: 500 }, [calling('/a')]);
    await w.youTrack.advance(499);
    expect(w.youTrack.outbound()).toMatchObject([{ at: START, status: 200 }]);
    expect(w.log()).toEqual([]);
    await w.youTrack.advance(1);
    expect(w.log()).toEqual(['info: /a 200 at 500']);
  });

  it('stays under way when everything that is due settles', async () => {
    const w = await edited({ callMs: 500 }, [calling('/a')]);
    await w.youTrack.settle();
    expect([w.log(), w.youTrack.inFlight().now]).toEqual([[], 1]);
  });

  it('takes as long as a function says of what was sent and answered', async () => {
    const callMs: Pace['callMs'] = ({ app, method, url, body, status, answer }) =>
      `${app} ${method} ${url} ${status} ${answer}` === `demo-app POST ${API}/a 200 ok`
        ? 100 + 10 * (body?.length ?? 0)
        : 0;
    const w = await edited({ callMs }, [calling('/a', 'xxx')]);
    await w.youTrack.advance(1_000);
    expect(w.log()).toEqual(['info: /a 200 at 130']);
  });

  it('takes as long as a function says also when nobody answers', async () => {
    const w = await edited(
      { callMs: ({ exception, answer }) => (exception === null || answer !== null ? 0 : 10_000) },
      [calling('/a')],
      {
        hostMap: { [API]: 'http://127.0.0.1:1' },
      },
    );
    await w.youTrack.advance(20_000);
    expect(w.log()).toEqual(['info: /a lost at 10000']);
  });

  it('fails the step of the clock when the function gives no milliseconds', async () => {
    for (const ms of [Number.NaN, -1]) {
      const w = await edited({ callMs: () => ms }, [calling('/a')]);
      await expect(w.youTrack.advance(1)).rejects.toThrow(`pace.callMs must give milliseconds, not ${ms}`);
    }
  });
});

it('Answers come in the order of the clock, however long the other side really takes', async () => {
  let slow: ServerResponse | undefined;
  const { hostMap } = await receiver(({ url }, response) => {
    if (url === '/early') {
      slow = response;
      return;
    }
    response.end('ok');
    slow?.end('ok');
  });
  const callMs: Pace['callMs'] = ({ url }) => (url.endsWith('/early') ? 100 : 200);
  const w = await edited({ callMs }, [calling('/early'), calling('/late')], { hostMap });
  await w.youTrack.advance(1_000);
  expect(w.log()).toEqual(['info: /early 200 at 100', 'info: /late 200 at 200']);
});

describe('A function', () => {
  it('does at its end what it does', async () => {
    const w = await edited({ functionMs: 20 }, [scheduling('later')]);
    await w.youTrack.advance(19);
    expect([w.log(), w.get(w.issue, 'description')]).toEqual([[], null]);
    await w.youTrack.advance(1);
    expect([w.log(), w.get(w.issue, 'description')]).toEqual([['info: later at 20'], 'later']);
  });

  it('that gets an answer takes its time after the call', async () => {
    const w = await edited({ callMs: 500, functionMs: 20 }, [calling('/a')]);
    await w.youTrack.advance(1_000);
    expect(w.log()).toEqual(['info: /a 200 at 520']);
  });

  it('is run again after a restart that found it running, unless it had an answer, which is lost', async () => {
    const pace = { callMs: 10, functionMs: 20 };
    const w = await edited(pace, [scheduling('later'), calling('/a')]);
    await w.youTrack.advance(15);
    w.youTrack.restart();
    await w.youTrack.advance(1_000);
    expect(w.log()).toEqual(['info: later at 35']);
    expect(w.youTrack.inFlight()).toMatchObject({ now: 0, most: 1 });
  });
});

describe('Threads', () => {
  const three = ['/a', '/b', '/c'].map((path) => calling(path));

  it('are two', async () => {
    const w = await edited({ callMs: 500 }, three);
    await w.youTrack.advance(2_000);
    expect(w.log()).toEqual(
      ['/a 200 at 500', '/b 200 at 500', '/c 200 at 1000'].map((line) => `info: ${line}`),
    );
    expect(w.youTrack.inFlight().most).toBe(2);
  });

  it('may be one, or more than there is to do', async () => {
    for (const [threads, times] of [
      [1, [500, 1000, 1500]],
      [9, [500, 500, 500]],
    ] as const) {
      const w = await edited({ callMs: 500, threads }, three);
      await w.youTrack.advance(2_000);
      expect(w.log().map((line) => Number(line.split(' ').at(-1)))).toEqual(times);
    }
  });

  it('are shared by calls and functions, which wait in order', async () => {
    const rules = [calling('/a'), scheduling('one'), calling('/b'), scheduling('two')];
    const w = await edited({ callMs: 100, functionMs: 20, threads: 1 }, rules);
    await w.youTrack.advance(1_000);
    expect(w.log()).toEqual(
      ['/a 200 at 120', 'one at 140', '/b 200 at 260', 'two at 280'].map((line) => `info: ${line}`),
    );
  });

  it('do not keep what waits for one from being replaced by a later call under its key', async () => {
    const keyed = rule(
      `ctx.store('text', ctx.issue.summary); ctx.invokeAsync('later', 0, 'key');`,
      `asyncFunctions: { later: (ctx) => console.log(ctx.load('text'), ${AT}) },`,
    );
    const w = await edited({ callMs: 100, threads: 1 }, [calling('/a'), keyed]);
    await w.youTrack.advance(50);
    w.edit({ summary: 'Third' });
    await w.youTrack.advance(500);
    // The second edit calls too, and its function comes after that.
    expect(w.log()).toEqual(
      ['/a 200 at 100', '/a 200 at 200', 'Third at 200'].map((line) => `info: ${line}`),
    );
  });

  it('let schedules go on while all are busy', async () => {
    const tick = `const entities = require('@jetbrains/youtrack-scripting-api/entities');
      exports.rule = entities.Issue.onSchedule({ title: 'Tick', search: 'issue id: DEMO-1', cron: '0/10 * * * * ?',
        action: () => console.log('tick', ${AT}) });`;
    const w = await edited({ callMs: 15_000, threads: 1 }, [tick, calling('/a')]);
    await w.youTrack.advance(20_000);
    expect(w.log()).toEqual(
      ['tick at 10000', '/a 200 at 15000', 'tick at 20000'].map((line) => `info: ${line}`),
    );
  });
});

describe('Calls in flight', () => {
  const three = ['/a', '/b', '/c'].map((path) => calling(path));

  it('are counted from the sending to the answer', async () => {
    const w = await edited({ callMs: 500, functionMs: 20, threads: 3 }, three.slice(0, 2));
    expect(w.youTrack.inFlight()).toEqual({ now: 0, most: 0, bound: null, above: 0 });
    await w.youTrack.advance(499);
    expect(w.youTrack.inFlight()).toMatchObject({ now: 2, most: 2 });
    await w.youTrack.advance(1);
    expect(w.youTrack.inFlight()).toMatchObject({ now: 0, most: 2 });
  });

  it('above a bound are sent, counted and logged', async () => {
    const w = await edited({ callMs: 500, threads: 3, callsInFlight: 2 }, three);
    await w.youTrack.advance(1_000);
    expect(w.youTrack.inFlight()).toEqual({ now: 0, most: 3, bound: 2, above: 1 });
    expect(w.log()).toEqual([
      'warn: 3 calls are in flight, more than 2',
      ...['/a', '/b', '/c'].map((path) => `info: ${path} 200 at 500`),
    ]);
  });
});

it('On a real clock answers come by themselves', async () => {
  const w = await edited({ callMs: 30, functionMs: 10, threads: 1 }, [calling('/a'), calling('/b')], {
    clock: 'real',
  });
  await expect.poll(() => w.log().length).toBe(2);
  expect(w.log().map((line) => line.slice(0, 13))).toEqual(['info: /a 200 ', 'info: /b 200 ']);
  const [first, second] = w.youTrack.outbound();
  expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(40);
});

it('Without a pace nothing takes time, on two threads', async () => {
  const w = await edited({}, [calling('/a'), scheduling('one'), calling('/b'), calling('/c')]);
  await w.youTrack.settle();
  expect(w.log()).toHaveLength(4);
  expect(w.log().every((line) => line.endsWith('at 0'))).toBe(true);
  expect(w.youTrack.inFlight()).toMatchObject({ now: 0, most: 2 });
});
