import { mount } from '../common/mount.tsx';
import { RingFrame } from '../common/ring-frame.tsx';
import './project.css';
import common from '../messages/en/common.json';
import errors from '../messages/en/errors.json';
import pages from '../messages/en/pages.json';
import project from '../messages/en/project.json';
import { ProjectWidget } from './project-widget.tsx';

await mount(ProjectWidget, RingFrame, { ...common, ...errors, ...pages, ...project });
