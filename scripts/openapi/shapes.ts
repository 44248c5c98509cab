/** Types of the members of an OpenAPI 3.1 document that scripts and tests read, as the lint requires them. */

export interface Referring {
  readonly $ref?: string;
}

export interface Schema extends Referring {
  readonly type?: string | readonly string[];
  readonly title?: string;
  readonly description?: string;
  readonly deprecated?: boolean;
  readonly format?: string;
  readonly default?: unknown;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly examples?: readonly unknown[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly contentEncoding?: string;
  readonly contentMediaType?: string;
  readonly contentSchema?: Schema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly items?: Schema;
  readonly minProperties?: number;
  readonly maxProperties?: number;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: boolean | Schema;
  readonly unevaluatedProperties?: boolean;
  readonly propertyNames?: Schema;
  readonly dependentSchemas?: Readonly<Record<string, Schema>>;
  readonly not?: Schema;
  readonly oneOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly discriminator?: {
    readonly propertyName: string;
    readonly mapping?: Readonly<Record<string, string>>;
  };
  readonly "x-enum-varnames"?: readonly string[];
  readonly "x-unconfirmed"?: boolean;
}

export interface Example extends Referring {
  readonly summary?: string;
  readonly description?: string;
  readonly value?: unknown;
}

/** A body, a parameter or a header, with schema and examples. */
export interface Exemplified {
  readonly schema?: Schema;
  readonly example?: unknown;
  readonly examples?: Readonly<Record<string, Example>>;
}

export type MediaType = Exemplified;

export type Content = Readonly<Record<string, MediaType>>;

export interface Header extends Exemplified, Referring {
  readonly description?: string;
  readonly required?: boolean;
  readonly "x-unconfirmed"?: boolean;
}

export interface Parameter extends Header {
  readonly name: string;
  readonly in: "path" | "query" | "header" | "cookie";
  readonly style?: string;
  readonly explode?: boolean;
  readonly deprecated?: boolean;
}

export interface RequestBody extends Referring {
  readonly description?: string;
  readonly required?: boolean;
  readonly content: Content;
  readonly "x-unconfirmed"?: boolean;
}

export interface Response extends Referring {
  readonly description?: string;
  readonly headers?: Readonly<Record<string, Header>>;
  readonly content?: Content;
  readonly "x-unconfirmed"?: boolean;
  readonly "x-body-optional"?: boolean;
}

export interface Server {
  readonly url: string;
  readonly description?: string;
  readonly variables?: Readonly<
    Record<
      string,
      { readonly default: string; readonly enum?: readonly string[]; readonly description?: string }
    >
  >;
}

export interface SecurityScheme {
  readonly type: string;
  readonly description?: string;
  readonly in?: string;
  readonly name?: string;
  readonly scheme?: string;
  readonly flows?: Readonly<Record<string, { readonly tokenUrl?: string }>>;
}

type Security = readonly Readonly<Record<string, readonly string[]>>[];

export interface CodeSample {
  readonly lang: string;
  readonly label: string;
  readonly source: string;
}

/**
 * The effect of a repeated call: `read` none, `idempotent` the same again, `stage` leaves an unused file, `send` costs
 * twice.
 */
export const SAFETY_CLASSES = ["read", "idempotent", "stage", "send"] as const;

export type Safety = (typeof SAFETY_CLASSES)[number];

export interface OperationObject {
  readonly operationId: string;
  readonly tags: readonly [string];
  readonly summary: string;
  readonly description: string;
  readonly deprecated?: boolean;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: RequestBody;
  readonly responses: Readonly<Record<string, Response>>;
  readonly security?: Security;
  readonly servers?: readonly Server[];
  readonly "x-safety"?: Safety;
  readonly "x-client-method"?: string;
  readonly "x-limit-group"?: string;
  readonly "x-unconfirmed"?: boolean;
  readonly "x-codeSamples"?: readonly CodeSample[];
}

/** The methods that a path item may hold. */
export const HTTP_METHODS = ["get", "put", "post", "delete", "options", "head", "patch", "trace"] as const;

export type HttpMethod = (typeof HTTP_METHODS)[number];

export interface PathItem extends Partial<Readonly<Record<HttpMethod, OperationObject>>> {
  readonly parameters?: readonly Parameter[];
  readonly servers?: readonly Server[];
}

export interface OpenApi {
  readonly info: {
    readonly title: string;
    readonly version: string;
    readonly summary: string;
    readonly description: string;
  };
  readonly externalDocs?: { readonly url: string; readonly description?: string };
  readonly servers: readonly Server[];
  readonly security: Security;
  readonly tags: readonly { readonly name: string; readonly description: string }[];
  readonly paths: Readonly<Record<string, PathItem>>;
  readonly webhooks?: Readonly<Record<string, PathItem>>;
  readonly components: {
    readonly schemas: Readonly<Record<string, Schema>>;
    readonly responses?: Readonly<Record<string, Response>>;
    readonly securitySchemes: Readonly<Record<string, SecurityScheme>>;
  };
}
