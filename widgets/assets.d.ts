/** Style files are imported for their effect; Vite puts them into the widget's one style file. */
declare module '*.css' {}
