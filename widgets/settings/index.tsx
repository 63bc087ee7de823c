import { mount } from '../common/mount.tsx';
import { SettingsWidget } from './settings-widget.tsx';

await mount(SettingsWidget);
