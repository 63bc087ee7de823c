/** The issue page's own script: every change goes through REST, then the server's new HTML replaces the page's parts. */
import * as v from 'valibot';
import type { FieldData } from '../page-data.ts';
import { FieldDataSchema } from '../page-data.ts';
import { explain, request, restUrl } from './http.ts';
import { CHANGED, need } from './page.ts';
import { reportFailure, showToast } from './toast.ts';

export function startIssuePage(root: HTMLElement): void {
  const issue = root.dataset.issue ?? '';

  /** @param origin the control or form the change comes from */
  const post = async (origin: Element, path: string, body: unknown): Promise<void> => {
    origin.closest('[data-part]')?.classList.add('saving');
    try {
      await request(restUrl(path, { fields: 'id' }), { method: 'POST', body });
    } catch (error) {
      showToast(explain(error), 'error');
      throw error;
    } finally {
      // After a refusal, too: the page must show what is really there.
      await reloadParts();
    }
    document.dispatchEvent(new CustomEvent(CHANGED));
  };

  /** A refusal was already shown, so what is left here has nobody to tell. */
  const start = (work: Promise<void>): void => {
    work.catch((error: unknown) => console.warn('The change was not made:', error));
  };

  root.addEventListener('change', ({ target }) => {
    const row = target instanceof Element ? target.closest<HTMLElement>('[data-field]') : null;
    if (!row) return;
    const field = v.parse(FieldDataSchema, JSON.parse(row.dataset.field ?? 'null'));
    start(
      post(row, `issues/${issue}`, {
        customFields: [{ name: field.name, $type: field.restType, value: enteredValue(row, field) }],
      }),
    );
  });

  root.addEventListener('submit', (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement)) return;
    event.preventDefault();
    const entered = new FormData(form);
    if (form.dataset.form === 'edit-issue') {
      start(
        post(form, `issues/${issue}`, {
          summary: entered.get('summary'),
          description: entered.get('description'),
        }),
      );
    } else if (form.dataset.form === 'comment') {
      start(post(form, `issues/${issue}/comments`, { text: entered.get('text') }).then(() => form.reset()));
    }
  });

  root.addEventListener('click', ({ target }) => {
    const action =
      target instanceof Element ? target.closest<HTMLElement>('[data-action]')?.dataset.action : undefined;
    if (action !== 'edit' && action !== 'cancel-edit') return;
    need(root, '[data-form=edit-issue]', HTMLFormElement).hidden = action === 'cancel-edit';
    need(root, '.heading', HTMLElement).hidden = action === 'edit';
  });
}

/** In the form in which REST takes it (youtrack-platform §10). Throws nothing: what is invalid, REST refuses. */
function enteredValue(row: HTMLElement, { kind }: FieldData): unknown {
  if (kind === 'names' || kind === 'logins') {
    const checked = [...row.querySelectorAll<HTMLInputElement>('input:checked')].map((input) => input.value);
    return checked.map((value) => (kind === 'names' ? { name: value } : { login: value }));
  }
  const text =
    row.querySelector<HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement>('[name=value]')?.value ??
    '';
  if (text === '') return null;
  switch (kind) {
    case 'name':
      return { name: text };
    case 'login':
      return { login: text };
    case 'period':
      return { presentation: text };
    case 'text':
      return { text };
    case 'date':
      return Date.parse(`${text}T12:00:00Z`);
    case 'datetime':
      return Date.parse(`${text}Z`);
    case 'number':
      return Number(text);
    case 'string':
      return text;
  }
}

/** Takes over what differs, so that what a person is typing elsewhere on the page stays. */
async function reloadParts(): Promise<void> {
  const response = await fetch(location.href);
  const fresh = new DOMParser().parseFromString(await response.text(), 'text/html');
  for (const part of document.querySelectorAll<HTMLElement>('[data-part]')) {
    const replacement = fresh.querySelector(`[data-part="${CSS.escape(part.dataset.part ?? '')}"]`);
    const beingEdited = part.querySelector('.edit:not([hidden])') && !part.classList.contains('saving');
    if (!replacement || beingEdited || part.isEqualNode(replacement)) continue;
    if (part.querySelector('details[open]')) replacement.querySelector('details')?.setAttribute('open', '');
    part.replaceWith(replacement);
  }
  document.title = fresh.title;
}

const CreatedSchema = v.object({ idReadable: v.string() });

/** @param basePath where the issue's page lies */
export function startNewIssue(form: HTMLFormElement, basePath: string): void {
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const entered = new FormData(form);
    const body = {
      project: { id: entered.get('project') },
      summary: entered.get('summary'),
      description: entered.get('description'),
    };
    request(restUrl('issues', { fields: 'idReadable' }), { method: 'POST', body })
      .then((created) => location.assign(`${basePath}/issue/${v.parse(CreatedSchema, created).idReadable}`))
      .catch((error: unknown) => reportFailure(explain(error)));
  });
}
