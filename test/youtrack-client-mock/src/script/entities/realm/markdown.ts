/** Every text is Markdown here: the older markup of YouTrack is not emulated. */
import { notEmulated } from './errors.ts';
import { computed } from './property.ts';
import type { Property } from './property-type.ts';

export const isUsingMarkdown: Property = {
  ...computed(() => true),
  write(_, value) {
    if (value !== true) throw notEmulated('Markup other than Markdown');
  },
};
