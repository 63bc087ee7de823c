/**
 * Who speaks in an answer. `answer`: Ducalis, with what the call asks for; `complaint`: Ducalis, with the error of the
 * contract; `between`: a proxy, a firewall, a page to sign in, with whatever status; `nobody`: no answer came.
 */
export const SPEAKERS = ['answer', 'complaint', 'between', 'nobody'] as const;
export type Speaker = (typeof SPEAKERS)[number];
