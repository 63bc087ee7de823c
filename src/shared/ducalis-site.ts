/** Where a person finds Ducalis. What the app asks there stands in `src/ducalis`. */
export const DUCALIS_SITE = 'https://ducalis.io';
