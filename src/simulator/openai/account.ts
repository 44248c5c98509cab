/** The only account. All values are invented and public. */
export const ACCOUNT = {
  apiKey: "sk-simulator-0000",
  organization: "org-simulator",
  project: "proj_simulator",
};
