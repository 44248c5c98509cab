/** The only account. All values are invented and public. */
export const ACCOUNT = {
  apiKey: "sk-ant-simulator-0000",
  workspaceId: "wrkspc_simulator",
  organizationId: "00000000-0000-4000-8000-000000000001",
};
