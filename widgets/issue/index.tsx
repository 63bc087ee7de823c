import { mount } from '../common/mount.tsx';
import { PlainFrame } from '../common/plain-frame.tsx';
import common from '../messages/en/common.json';
import errors from '../messages/en/errors.json';
import issue from '../messages/en/issue.json';
import { IssueWidget } from './issue-widget.tsx';

await mount(IssueWidget, PlainFrame, { ...common, ...errors, ...issue });
