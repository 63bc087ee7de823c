/** The host's half of the `entities` module: the store as the running script may see and change it. */
import { canSeeArticle, canSeeIssue, canSeePart, hasPermission } from '../model/access.ts';
import { ReadonlyTransactionException } from '../model/transaction.ts';
import { isRef } from '../model/types.ts';
import { applyCommand } from '../rest/change/command.ts';
import { drawArticleNumber, drawIssueNumber } from '../rest/change/issue-number.ts';
import { fileAddress } from '../rest/file-address.ts';
import { minutesOf, workingPeriod } from '../script/core/period.ts';
import type { EntityNative, ExtensionDeclaration } from '../script/entities/native.ts';
import type { Realm } from '../script/types.ts';
import { renderMarkdown } from '../text/markdown.ts';
import type { Execution } from './execution.ts';
import { harderOf } from './harder.ts';
import type { YouTrack } from './types.ts';

export interface EntityNativeHost {
  readonly app: string;
  readonly realm: Realm;
  readonly extensions: ReadonlyMap<string, ReadonlyMap<string, ExtensionDeclaration>>;
  readonly youTrack: YouTrack;
  current(): Execution;
  fault(member: string): void;
}

export function createEntityNative(host: EntityNativeHost): EntityNative {
  const { app, realm, extensions, youTrack, current } = host;
  const tx = () => current().tx;

  /** Scripts catch errors of their own world. */
  function writing<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      if (error instanceof ReadonlyTransactionException) throw realm.error(error.name, error.message);
      throw realm.error('IllegalStateException', error instanceof Error ? error.message : String(error));
    }
  }

  return {
    fault(member) {
      if (member.endsWith('.findByExtensionProperties')) current().countSearch();
      host.fault(member);
    },
    typeOf: (id) => tx().typeOf(id),
    exists: (id) => tx().exists(id),
    get: (id, prop) => tx().get(id, prop),
    committed: (id, prop) => tx().committed(id, prop),
    set(id, prop, value) {
      writing(() => tx().set(id, prop, value));
      current().countWrite(id);
      if (prop.startsWith('ext:')) current().countPropertyWrite();
    },
    isChanged: (id, prop) => tx().isChanged(id, prop),
    isCreated: (id) => tx().isCreated(id),
    isRemoved: (id) => tx().isRemoved(id),
    create(type, props) {
      const id = writing(() => tx().create(type, props));
      current().countWrite(id);
      return id;
    },
    remove(id) {
      writing(() => tx().remove(id));
      current().countWrite(id);
    },
    find: (type, prop, value) => tx().find(type, prop, value),
    estimate: (type, prop, value) => tx().estimate(type, prop, value),
    all: (type) => tx().all(type),
    removedFrom: (type, prop, value) =>
      tx()
        .touched()
        .filter((id) => tx().typeOf(id) === type && (tx().isRemoved(id) || tx().isChanged(id, prop)))
        .filter((id) => {
          const before = tx().committed(id, prop);
          return isRef(before) && before.ref === value;
        }),
    currentUser: () => current().currentUser,
    hasPermission: (user, permission, project) => hasPermission(tx(), user, permission, project),
    canSeeIssue: (user, issue) => canSeeIssue(tx(), user, issue),
    canSeeArticle: (user, article) => canSeeArticle(tx(), user, article),
    canSeePart: (user, part) => canSeePart(tx(), user, part),
    baseUrl: () => youTrack.baseUrl,
    fileUrl: (file) =>
      new URL(fileAddress(new URL(youTrack.baseUrl).pathname, file, youTrack.now()), youTrack.baseUrl).href,
    now: () => youTrack.now(),
    extensionProp: (name) => `ext:${app}:${name}`,
    extension: (className, name) => extensions.get(className)?.get(name),
    isBlind: () => current().isBlind,
    refusesWholeFloats: harderOf(youTrack.options).has('strict-floats'),
    extensionNames: (className) => [...(extensions.get(className)?.keys() ?? [])],
    renderMarkup: (markdown) => renderMarkdown(withSignedFiles(markdown, youTrack)),
    period: workingPeriod,
    minutes: minutesOf,
    applyCommand(issue, command, runAs) {
      writing(() => applyCommand({ tx: tx(), user: runAs, youTrack }, issue, command));
      current().countWrite(issue);
    },
    drawIssueNumber: (project) => writing(() => drawIssueNumber(tx(), project)),
    drawArticleNumber: (project) => writing(() => drawArticleNumber(tx(), project)),
  };
}

/** Pictures named as attachments get an address that is signed anew in every rendering (youtrack-platform §10). */
function withSignedFiles(markdown: string, { baseUrl, now }: Pick<YouTrack, 'baseUrl' | 'now'>): string {
  const folder = `${new URL(baseUrl).pathname}/api/files`;
  return markdown.replace(
    /(!\[[^\]]*\]\()([\w.-]+)\)/g,
    (_match, start: string, name: string) =>
      `${start}${folder}/${name}?sign=${Buffer.from(`${name} ${now()}`).toString('base64url')}&updated=${now()})`,
  );
}
