import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { parse } from "yaml";
import * as limits from "../../src/ringcentral/limits.js";

const document = parse(readFileSync(new URL("../../specs/ringcentral.yaml", import.meta.url), "utf8"));

it("enforces the figures of the document, and no others", () => {
  const { paths, servers, components } = document;
  const { schemas, parameters } = components;
  const create = paths["/restapi/v1.0/account/{accountId}/a2p-sms/batches"].post;
  const history = paths["/restapi/v2/accounts/{accountId}/sms/consents/history"].get;
  const search = schemas.SearchSmsConsentRecordsRequest.properties;
  expect(limits.BASE_URL).toBe(servers[0].url);
  expect(limits.MAX_BODY_BYTES).toBe(create["x-body-limit-bytes"]);
  expect(limits.MAX_MESSAGES).toBe(create["x-messages-soft-limit"]);
  expect(limits.MAX_TEXT).toBe(schemas.MessageCreateRequest.properties.text.maxLength);
  expect(limits.MAX_TEXT).toBe(schemas.MessageBatchCreateRequest.properties.text.maxLength);
  expect(schemas.MessageCreateRequest.properties.to).toMatchObject({ minItems: 1, maxItems: 1 });
  expect(limits.MAX_PHONE_NUMBER_FILTER).toBe(parameters.PhoneNumberFilter.schema.maxItems);
  expect(limits.CONSENT_NUMBER.source).toBe(schemas.E164PhoneNumber.pattern);
  expect(limits.MAX_CONSENTS).toBe(schemas.UpdateOptRecordList.properties.records.maxItems);
  expect(limits.MAX_CONSENT_FILTER).toBe(search.from.maxItems);
  expect(limits.MAX_CONSENT_FILTER).toBe(search.to.maxItems);
  const to = history.parameters.find(({ name }: { name?: string }) => name === "to");
  expect(limits.MAX_CONSENT_FILTER).toBe(to.schema.maxItems);
  expect(limits.MAX_CONSENTS_PER_PAGE).toBe(parameters.ConsentPerPage.schema.maximum);
  expect(limits.MAX_CONSENTS_PER_PAGE).toBe(search.perPage.maximum);
});
