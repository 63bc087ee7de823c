/** Starts what the page holds: widgets, the issue page, the list, the form. */
import { copyFrom } from './copy.ts';
import { fillIssueList } from './issue-list.ts';
import { startIssuePage, startNewIssue } from './issue-page.ts';
import { page } from './page.ts';
import { reportFailure } from './toast.ts';
import { openWidgetDialog } from './widget-dialog.ts';
import { mountWidget } from './widget-host.ts';

for (const element of document.querySelectorAll<HTMLElement>('[data-widget]')) {
  mountWidget(element).catch(reportFailure);
}
for (const button of document.querySelectorAll<HTMLElement>('[data-action=open-widget]')) {
  button.addEventListener('click', () => openWidgetDialog(button).catch(reportFailure));
}
for (const button of document.querySelectorAll<HTMLElement>('[data-copy]')) {
  button.addEventListener('click', () => copyFrom(button).catch(reportFailure));
}
const issue = document.querySelector<HTMLElement>('[data-issue]');
if (issue) startIssuePage(issue);
const list = document.querySelector<HTMLElement>('[data-issue-list]');
if (list) fillIssueList(list).catch(reportFailure);
const form = document.querySelector<HTMLFormElement>('[data-form=new-issue]');
if (form) startNewIssue(form, page.basePath);
