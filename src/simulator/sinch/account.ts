/** The only account, as a service plan and as a project. All values are invented and public. */
export const ACCOUNT = {
  servicePlanId: "simulator-plan",
  apiToken: "simulator-api-token",
  projectId: "simulator-project",
  keyId: "simulator-key-id",
  keySecret: "simulator-key-secret",
  webhookSecret: "simulator-webhook-secret",
};
