/** The only account. All values are invented and public. */
export const ACCOUNT = { apiKey: "ip1-simulator-key", owner: "ip1-00001" };
