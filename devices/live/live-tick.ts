// The beat of the live loop.
export const tickMs = 100;
