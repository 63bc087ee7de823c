/** The scripts of an app as REST lists them, and what their types are called there. */
import type { AppDescription, ScriptType } from '../../engine/types.ts';

interface TypeNames {
  readonly $type: string;
  readonly alias: string;
}

const TYPES: Readonly<Record<ScriptType, TypeNames>> = {
  onChange: { $type: 'StatelessRule', alias: 'on-change' },
  onSchedule: { $type: 'ScheduledRule', alias: 'on-schedule' },
  action: { $type: 'StatelessActionRule', alias: 'action' },
  stateMachine: { $type: 'StateMachine', alias: 'statemachine' },
  sla: { $type: 'SlaRule', alias: 'sla' },
  httpHandler: { $type: 'HttpHandlerPluggableObject', alias: 'http-handler' },
  aiTool: { $type: 'AiToolPluggableObject', alias: 'ai-tool' },
};
const MODULE: TypeNames = { $type: 'CustomRule', alias: 'custom-script' };

export interface ListedScript extends TypeNames {
  readonly file: string;
  /** The file name without `.js`. */
  readonly name: string;
  readonly title: string;
  readonly isGlobal: boolean;
}

/** Those that YouTrack runs and those that they require, in file order. */
export function listedScripts({ scripts, modules }: AppDescription): readonly ListedScript[] {
  return [
    ...scripts.map(({ file, type, title, isGlobal }) => listed(file, TYPES[type], title, isGlobal)),
    ...modules.map((file) => listed(file, MODULE, nameOf(file), false)),
  ].sort((a, b) => (a.file < b.file ? -1 : 1));
}

function listed(file: string, names: TypeNames, title: string, isGlobal: boolean): ListedScript {
  return { ...names, file, name: nameOf(file), title, isGlobal };
}

function nameOf(file: string): string {
  return file.replace(/\.js$/, '');
}
