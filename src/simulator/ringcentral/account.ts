/** The only account. All values are invented and public. */
export const ACCOUNT = {
  clientId: "simulator-client",
  clientSecret: "simulator-client-secret",
  jwt: "simulator.jwt.assertion",
  accountId: "400000001",
  extensionId: "500000001",
};
