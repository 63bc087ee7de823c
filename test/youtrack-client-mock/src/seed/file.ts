/** Reads a seed from a file. */
import { readFile } from 'node:fs/promises';
import { SeedError } from './error.ts';
import type { Seed } from './schema.ts';
import { parseSeed } from './schema.ts';

/** @throws SeedError when the file can't be read, is no JSON, or is not of the format. */
export async function readSeed(file: string | URL): Promise<Seed> {
  return parseSeed(parsed(String(file), await text(file)));
}

async function text(file: string | URL): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw new SeedError(String(file), `The seed can't be read (${reasonOf(error)})`, { cause: error });
  }
}

function parsed(file: string, json: string): unknown {
  try {
    return JSON.parse(json);
  } catch (error) {
    throw new SeedError(file, `The seed is no JSON (${reasonOf(error)})`, { cause: error });
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
