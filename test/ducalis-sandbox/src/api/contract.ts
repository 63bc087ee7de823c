/** The OpenAPI file as a judge: of bodies that come in, and of the stand-in's own answers. */
import { readFileSync } from 'node:fs';
import type { ErrorObject, ValidateFunction } from 'ajv/dist/2020.js';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import * as v from 'valibot';
import { parse } from 'yaml';

const OPENAPI_FILE = new URL('../../../../docs/ducalis-openapi.yaml', import.meta.url);
const METHODS = ['get', 'put', 'post', 'delete'] as const;
const ID = 'contract';

const Operation = v.object({
  operationId: v.string(),
  'x-status': v.picklist(['documented', 'proposed']),
  responses: v.record(v.string(), v.unknown()),
});
const Contract = v.looseObject({
  paths: v.record(v.string(), v.record(v.string(), v.unknown())),
});
const Answer = v.object({ content: v.optional(v.object({ 'application/json': v.unknown() })) });
const Reference = v.object({ $ref: v.string() });

export interface ContractOperation {
  readonly id: string;
  readonly method: string;
  /** As in the file, such as `/boards/{id}/issues`. */
  readonly path: string;
  readonly status: 'documented' | 'proposed';
}

export interface Contract {
  readonly operations: readonly ContractOperation[];
  /** The operation that an address under the base path belongs to. */
  operationFor(method: string, path: string): ContractOperation | undefined;
  /** One sentence when the body of a request doesn't fit the schema of the operation, else null. */
  problemWithBody(operationId: string, body: unknown): string | null;
  /** The same for a schema of `components.schemas`. */
  problemWith(schema: string, value: unknown): string | null;
  /** What is wrong with an answer; null when it is as the file says. `body` is undefined for an empty one. */
  problemWithAnswer(operation: ContractOperation, status: number, body: unknown): string | null;
}

let loaded: Contract | undefined;

/** Reads the file once for the process. */
export function loadContract(): Contract {
  loaded ??= readContract();
  return loaded;
}

function readContract(): Contract {
  const document: unknown = parse(readFileSync(OPENAPI_FILE, 'utf8'));
  const { paths } = v.parse(Contract, document);
  const ajv = new Ajv2020({ allErrors: false, strict: true, strictTypes: false, strictRequired: false });
  addFormats.default(ajv);
  ajv.addVocabulary(['openapi', 'jsonSchemaDialect', 'info', 'servers', 'security', 'tags', 'paths']);
  ajv.addVocabulary(['webhooks', 'components', 'x-status']);
  ajv.addSchema(v.parse(v.looseObject({}), document), ID);

  const compiled = new Map<string, ValidateFunction>();
  function validator(pointer: string): ValidateFunction {
    const known = compiled.get(pointer) ?? ajv.compile({ $ref: `${ID}#${pointer}` });
    compiled.set(pointer, known);
    return known;
  }

  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    METHODS.flatMap((method) => {
      if (methods[method] === undefined) return [];
      const found = v.parse(Operation, methods[method]);
      const pointer = `/paths/${escapePointer(path)}/${method}`;
      return [
        {
          id: found.operationId,
          method: method.toUpperCase(),
          path,
          status: found['x-status'],
          pattern: patternOf(path),
          pointer,
          responses: found.responses,
        },
      ];
    }),
  );

  function problem(pointer: string, value: unknown): string | null {
    const validate = validator(pointer);
    return validate(value) ? null : inWords(validate.errors ?? []);
  }

  /** Where the schema of an answer is: `undefined` for a status that isn't declared, null for one without body. */
  function answerPointer(operation: ContractOperation, status: number): string | null | undefined {
    const own = operations.find(({ id }) => id === operation.id);
    const key = own?.responses[String(status)] !== undefined ? String(status) : 'default';
    const declared = own?.responses[key];
    if (own === undefined || declared === undefined || (key === 'default' && status < 500)) return undefined;
    const reference = v.safeParse(Reference, declared);
    const pointer = reference.success ? reference.output.$ref.slice(1) : `${own.pointer}/responses/${key}`;
    const answer = reference.success ? responseAt(document, pointer) : v.parse(Answer, declared);
    return answer.content ? `${pointer}/content/application~1json/schema` : null;
  }

  return {
    operations,
    operationFor: (method, path) =>
      operations.find((operation) => operation.method === method && operation.pattern.test(path)),
    problemWithBody: (operationId, body) => {
      const own = operations.find(({ id }) => id === operationId);
      if (!own) throw new Error(`The contract has no operation ${operationId}`);
      return problem(`${own.pointer}/requestBody/content/application~1json/schema`, body);
    },
    problemWith: (schema, value) => problem(`/components/schemas/${schema}`, value),
    problemWithAnswer: (operation, status, body) => {
      const pointer = answerPointer(operation, status);
      if (pointer === undefined) return `The status ${status} is not declared.`;
      if (pointer === null) return body === undefined ? null : 'The answer should have no body.';
      return problem(pointer, body);
    },
  };
}

/** A path of the file with `{…}` becomes an expression; the first that fits wins, so literal paths come first there. */
function patternOf(path: string): RegExp {
  return new RegExp(`^${path.replace(/\{[^}]+\}/g, '[^/]+')}$`);
}

function escapePointer(text: string): string {
  return encodeURIComponent(text.replaceAll('~', '~0').replaceAll('/', '~1'));
}

function responseAt(document: unknown, pointer: string): v.InferOutput<typeof Answer> {
  const name = pointer.split('/').at(-1) ?? '';
  const components = v.parse(
    v.object({ components: v.object({ responses: v.record(v.string(), Answer) }) }),
    document,
  );
  const found = components.components.responses[name];
  if (!found) throw new Error(`The contract has no response ${name}`);
  return found;
}

function inWords(errors: readonly ErrorObject[]): string {
  const first = errors[0];
  if (!first) return 'It does not fit the contract.';
  const place = first.instancePath.slice(1).replaceAll('/', '.') || 'The body';
  const property: unknown = first.params.additionalProperty ?? first.params.unevaluatedProperty;
  const extra = typeof property === 'string' ? `: ${property}` : '';
  return `${place} ${first.message ?? 'does not fit'}${extra}.`;
}
