import { mount } from '../common/mount.tsx';
import './project.css';
import { ProjectWidget } from './project-widget.tsx';

await mount(ProjectWidget);
