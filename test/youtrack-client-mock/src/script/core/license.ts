/** The `license` module of 2025.3: a fixed licence, so that apps that read it run. */

/** The version this emulator claims to be. */
export const YOUTRACK_VERSION = '2026.2.0';

export const LICENSE_MODULE = {
  licenseInfo: {
    youTrackVersion: YOUTRACK_VERSION,
    licenseUsername: 'Emulator',
    isCloud: false,
    isFree: true,
    isTrial: false,
    currentUserCount: 1,
    maxUserCount: 10,
    currentAgentCount: 0,
    maxAgentCount: 3,
    currentDiskSpaceMb: 0,
    maxDiskSpaceMb: 1024,
    expirationTimestamp: null,
  },
} as const;
