/** AI tools of apps: listed with their schemas, and called as an MCP client would call them, as the user who asks. */
import { Ajv } from 'ajv';
import { refOf } from '../model/props.ts';
import type { Transaction } from '../model/transaction.ts';
import type { EntityId } from '../model/types.ts';
import type { LoadedScript } from './app-runtime.ts';
import type { AppRegistry, InstalledApp } from './apps.ts';
import type { AiTool } from './definitions.ts';
import type { Runner } from './runner.ts';
import { messageOf, traceOf } from './thrown.ts';
import type { ToolAnswer, ToolCall, ToolDescription } from './tool-types.ts';
import type { Work } from './transactions.ts';

export interface AiToolsHost {
  readonly apps: AppRegistry;
  readonly runner: Runner;
  read<T>(work: (tx: Transaction) => T): T;
  /** One transaction with the on-change rules; resolves once it is kept. */
  transact<T>(user: EntityId, work: (tx: Transaction) => Work<T>): Promise<T>;
  log(app: string, script: string, level: 'warn' | 'error', text: string): void;
}

interface Published {
  readonly name: string;
  readonly app: InstalledApp;
  readonly script: LoadedScript;
  readonly tool: AiTool;
}

export class AiTools {
  private readonly ajv = new Ajv({ strict: false });

  constructor(private readonly host: AiToolsHost) {}

  list(): readonly ToolDescription[] {
    return this.published().map(({ name, app, tool }) => ({
      app: app.name,
      name,
      description: tool.description,
      inputSchema: tool.inputSchema ?? null,
      annotations: tool.annotations,
    }));
  }

  async call(call: ToolCall): Promise<ToolAnswer> {
    const found = this.published().find(({ name }) => name === call.name);
    if (!found) return refusal(`There is no tool ${call.name}`);
    const { app, script, tool } = found;
    const obstacle = this.host.read((tx) => this.host.runner.obstacle(tx, script, null));
    if (obstacle !== null) return refusal(obstacle);
    const given = call.arguments ?? {};
    const fits = tool.inputSchema ? this.ajv.validate(tool.inputSchema, given) : true;
    if (!fits) return refusal(this.ajv.errorsText(this.ajv.errors, { dataVar: 'arguments' }));
    try {
      const content = await this.host.transact(call.user, (tx) => this.execute(tx, call, found, given));
      return { isError: false, content };
    } catch (error) {
      this.host.log(app.name, script.name, 'error', `${call.name} failed: ${traceOf(error)}`);
      return refusal(messageOf(error));
    }
  }

  private execute(
    tx: Transaction,
    { user, issue }: ToolCall,
    found: Published,
    given: unknown,
  ): Work<string | null> {
    const { app, script, tool } = found;
    const project = issue === undefined ? null : refOf(tx, issue, 'project');
    const opened = this.host.runner.open({
      app,
      script,
      entry: { app: app.name, script: script.name, project, issue: issue ?? null, user },
      settingsOf: null,
      tx,
      insideEdit: false,
      parts: () => [['arguments', app.runtime.parseJson(JSON.stringify(given))]],
    });
    const result = opened.call(tool.execute);
    const content = result === undefined || result === null ? null : JSON.stringify(result);
    return { result: content, executions: [opened.execution] };
  }

  /** They work in the whole YouTrack, whether their app is attached to a project or not. */
  private published(): readonly Published[] {
    return this.host.apps.active(null).flatMap((app) => {
      const { name: appName, aiToolPrefix } = app.package.manifest;
      const prefix = typeof aiToolPrefix === 'string' && aiToolPrefix !== '' ? aiToolPrefix : appName;
      return [...app.runtime.scripts.values()].flatMap((script) => {
        const { definition } = script;
        if (definition.kind !== 'aiTool') return [];
        const { tool } = definition;
        return [{ name: `${prefix}_${tool.name}`, app, script, tool }];
      });
    });
  }
}

function refusal(content: string): ToolAnswer {
  return { isError: true, content };
}
