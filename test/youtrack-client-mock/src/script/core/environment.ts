/** `$$environment`: what `workflow.js` and `notifications.js` take from the server. Messages and mails go to the log. */
import type { CoreModuleHost } from '../types.ts';

export type ScriptLog = (level: 'info' | 'warn', text: string) => void;

export function createEnvironment(host: CoreModuleHost, log: ScriptLog): Readonly<Record<string, unknown>> {
  return {
    message(text: unknown): void {
      host.fault('workflow.message');
      log('info', `Message: ${String(text)}`);
    },
    /** Refuses the user's change: the message is what the user reads. */
    checkCondition(condition: unknown, message: unknown): void {
      host.fault('workflow.check');
      if (condition !== true) throw host.realm.error('UserConstraintValidationException', String(message));
    },
    /** Localised messages exist in YouTrack's own workflows only; the id stands for its text. */
    localize(messageId: unknown): string {
      host.fault('workflow.i18n');
      return String(messageId);
    },
    getSendMailHeaderContainer(): object {
      const headers = new Map<string, string>();
      return { put: (name: unknown, value: unknown) => headers.set(String(name), String(value)) };
    },
    /** Nothing is sent. */
    sendMailExported(
      _fromName: unknown,
      to: unknown,
      cc: unknown,
      bcc: unknown,
      subject: unknown,
      ..._rest: readonly unknown[]
    ): void {
      host.fault('notifications.sendEmail');
      const recipients = [to, cc, bcc].filter(Boolean).map(String).join(',');
      log('info', `E-mail to ${recipients}: ${String(subject)}`);
    },
  };
}
