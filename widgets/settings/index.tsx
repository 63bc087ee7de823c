import { mount } from '../common/mount.tsx';
import { RingFrame } from '../common/ring-frame.tsx';
import common from '../messages/en/common.json';
import errors from '../messages/en/errors.json';
import pages from '../messages/en/pages.json';
import settings from '../messages/en/settings.json';
import { SettingsWidget } from './settings-widget.tsx';

await mount(SettingsWidget, RingFrame, { ...common, ...errors, ...pages, ...settings });
