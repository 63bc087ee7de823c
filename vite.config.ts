/** `npx vite build` builds every widget, each on its own: one script and one style file (see `widgets/build.ts`). */
import { widgetsConfig } from './widgets/build.ts';

export default widgetsConfig();
