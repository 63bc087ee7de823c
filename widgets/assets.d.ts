/** Style files are imported for their effect; Vite puts them into the widget's one style file. */
declare module '*.css' {}

/** Of the app, as in its manifest; put in by `build.ts`. */
declare const APP_VERSION: string;
/** Of the interface that the app speaks with Ducalis; put in by `build.ts`. */
declare const CONTRACT_VERSION: string;
