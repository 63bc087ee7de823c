import { mount } from '../common/mount.tsx';
import { RingFrame } from '../common/ring-frame.tsx';
import './project.css';
import { ProjectWidget } from './project-widget.tsx';

await mount(ProjectWidget, RingFrame);
