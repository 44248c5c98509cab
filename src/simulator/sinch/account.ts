/** The one account that the simulator knows here, in both of its forms. All values are invented and public. */
export const ACCOUNT = {
  servicePlanId: "simulator-plan",
  apiToken: "simulator-api-token",
  projectId: "simulator-project",
  keyId: "simulator-key-id",
  keySecret: "simulator-key-secret",
  webhookSecret: "simulator-webhook-secret",
};
