import { mount } from '../common/mount.tsx';
import { PlainFrame } from '../common/plain-frame.tsx';
import { IssueWidget } from './issue-widget.tsx';

await mount(IssueWidget, PlainFrame);
