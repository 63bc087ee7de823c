/** The one message a frame sends outside the sandbox library's protocol: `{type, height}`, in CSS pixels. */
export const HEIGHT_MESSAGE = 'youtrack-emulator:height';
