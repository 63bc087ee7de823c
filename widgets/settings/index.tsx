import { mount } from '../common/mount.tsx';
import { RingFrame } from '../common/ring-frame.tsx';
import { SettingsWidget } from './settings-widget.tsx';

await mount(SettingsWidget, RingFrame);
