import { mount } from '../common/mount.tsx';
import { IssueWidget } from './issue-widget.tsx';

await mount(IssueWidget);
