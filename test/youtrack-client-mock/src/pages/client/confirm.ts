/** The question before an app changes something in the user's name, and the answers that are remembered. */
import { need, page } from './page.ts';

export interface Question {
  readonly app: string;
  readonly appTitle: string;
  readonly method: string;
  /** Below `/api`, without a query. */
  readonly endpoint: string;
}

/** Per user (youtrack-platform §6), in this browser. */
function memoryKey({ app, method, endpoint }: Question): string {
  return `emulator:allowed:${page.me.login}:${app}:${method} ${endpoint}`;
}

let queue: Promise<unknown> = Promise.resolve();

/** Resolves to whether the request may be sent. Questions are asked one after the other. */
export function mayChange(question: Question): Promise<boolean> {
  const answer = queue.then(() => localStorage.getItem(memoryKey(question)) !== null || ask(question));
  queue = answer;
  return answer;
}

function ask(question: Question): Promise<boolean> {
  const dialog = document.createElement('dialog');
  dialog.className = 'confirm';
  dialog.innerHTML = `
    <form method="dialog">
      <p data-slot="text"></p>
      <div class="actions">
        <button class="button primary" value="once">Allow</button>
        <button class="button" value="always">Allow and don't ask again</button>
        <button class="button danger" value="deny">Deny</button>
      </div>
    </form>`;
  need(dialog, '[data-slot=text]', HTMLElement).textContent =
    `The ${question.appTitle} app is attempting to make a ${question.method} request to the ${question.endpoint} endpoint.`;
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => {
      dialog.remove();
      if (dialog.returnValue === 'always') localStorage.setItem(memoryKey(question), 'yes');
      resolve(dialog.returnValue === 'always' || dialog.returnValue === 'once');
    });
  });
}
