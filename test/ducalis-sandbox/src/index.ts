/** A stand-in for Ducalis in this process: `createDucalis` starts it on a port of 127.0.0.1. */
export { ControlError } from './control.ts';
export type { ResultItem } from './domain/model.ts';
export type { FaultName, FaultReport, FaultSchedule } from './faults/schedule.ts';
export type { LoggedRequest } from './request-log.ts';
export type { DucalisOptions, DucalisSandbox } from './server.ts';
export { createDucalis, DEFAULT_TOKEN } from './server.ts';
export type { BoardState, DucalisState, IssueState } from './state.ts';
export type { OutboundCall } from './youtrack/publisher.ts';
