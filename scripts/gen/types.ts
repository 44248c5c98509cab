import openapiTS, { astToString, type OpenAPITSOptions, type SchemaObject } from "openapi-typescript";
import ts from "typescript";
import type { OpenApi, Operation } from "../openapi.js";
import { prepare } from "./prepare.js";
import { sentOnlySchemas } from "./sent-only.js";

type Schema = Exclude<SchemaObject, boolean>;
type Context = Parameters<NonNullable<OpenAPITSOptions["postTransform"]>>[1]["ctx"];

const { factory } = ts;
const stringType = factory.createKeywordTypeNode(ts.SyntaxKind.StringKeyword);
const anyType = factory.createKeywordTypeNode(ts.SyntaxKind.AnyKeyword);
const emptyDeclarations = new Set(["$defs", "webhooks"]);

/** The TypeScript source of a document's types: `paths`, `components`, `operations`, and one alias per schema. */
export async function generateTypes(document: OpenApi): Promise<string> {
  const sentOnly = sentOnlySchemas(document);
  const nodes = await openapiTS(prepare(document), {
    silent: true,
    // A property with a default is optional in requests: the server assumes the default.
    defaultNonNullable: false,
    rootTypes: true,
    rootTypesNoSchemaPrefix: true,
    rootTypesKeepCasing: true,
    transform: exactIntegers,
    transformProperty: (property, schema) => widened(property, schema as Readonly<Record<string, unknown>>),
    postTransform: (type, { ctx, path }) => {
      const open = openUnion(type, ctx) ?? type;
      return sentOnly.has(schemaName(path)) ? anyMembers(open) : open;
    },
  });
  return astToString(nodes.filter((node) => !isEmptyDeclaration(node) && !isForeignAlias(node)));
}

/** The only run-time value of a generated file: facts about operations, by method and path template. */
export function generateRoutes(operations: readonly Operation[]): string {
  const entries = operations.map(({ key, operationId, safety, limitGroup, answer }) => {
    const route = {
      operation: operationId,
      safety,
      ...(limitGroup === undefined ? {} : { group: limitGroup }),
      ...(answer === undefined ? {} : { answer }),
    };
    return `${JSON.stringify(key)}: ${JSON.stringify(route)},`;
  });
  return `export const routes = {\n${entries.join("\n")}\n} as const;\n`;
}

/** A JavaScript number cannot hold all 64-bit integers, so clients return them as strings. */
function exactIntegers(schema: SchemaObject): ts.TypeNode | undefined {
  const { type, format } = schema;
  return type === "integer" && format === "int64" ? stringType : undefined;
}

/**
 * TypeScript reduces `"a" | "b" | string` to `string`, and editors then suggest nothing. With `string & {}` the known
 * values stay. The same is done for numbers.
 */
function openUnion(type: ts.TypeNode, ctx: Context): ts.TypeNode | undefined {
  if (!ts.isUnionTypeNode(type)) return undefined;
  const members = flatten(type);
  const open = members.map((member) => {
    const kind = openKind(member);
    return kind !== undefined && members.some((other) => isLiteralOf(kind, other, ctx))
      ? factory.createParenthesizedType(
          factory.createIntersectionTypeNode([member, factory.createTypeLiteralNode([])]),
        )
      : member;
  });
  return open.some((member, index) => member !== members[index])
    ? factory.createUnionTypeNode(open)
    : undefined;
}

function flatten(type: ts.TypeNode): ts.TypeNode[] {
  if (ts.isUnionTypeNode(type)) return type.types.flatMap(flatten);
  return ts.isParenthesizedTypeNode(type) && ts.isUnionTypeNode(type.type) ? flatten(type.type) : [type];
}

function openKind(type: ts.TypeNode): "string" | "number" | undefined {
  if (type.kind === ts.SyntaxKind.StringKeyword) return "string";
  return type.kind === ts.SyntaxKind.NumberKeyword ? "number" : undefined;
}

function isLiteralOf(kind: "string" | "number", type: ts.TypeNode, ctx: Context): boolean {
  const node: ts.Node = type;
  // The generator writes string literals as identifiers with quotes in their names.
  if (ts.isIdentifier(node)) return kind === "string" && node.text.startsWith('"');
  if (ts.isLiteralTypeNode(type)) {
    const { literal } = type;
    return kind === "number" && (ts.isNumericLiteral(literal) || ts.isPrefixUnaryExpression(literal));
  }
  const schema = referencedSchema(type, ctx);
  const values = schema === undefined ? [] : (schema.enum ?? [schema.const]);
  return values.some((value) => typeof value === kind);
}

/** `Name` for a path at or below `#/components/schemas/Name`. */
function schemaName(path: string | undefined): string {
  return /^#\/components\/schemas\/([^/]+)/.exec(path ?? "")?.[1] ?? "";
}

/**
 * Gives unknown members of requests the type `any`: an interface, such as the types of vendor packages, is not assignable
 * to an index signature of `unknown`.
 */
function anyMembers(type: ts.TypeNode): ts.TypeNode {
  const isUnknown = (node: ts.TypeNode): boolean => node.kind === ts.SyntaxKind.UnknownKeyword;
  const visit = (node: ts.Node): ts.Node =>
    ts.isIndexSignatureDeclaration(node) && isUnknown(node.type)
      ? factory.createIndexSignature(node.modifiers, node.parameters, anyType)
      : ts.visitEachChild(node, visit, undefined);
  return ts.visitNode(type, visit, ts.isTypeNode);
}

/**
 * Widens the type of a request member: with `x-readonly` to a read-only list, with `x-date` to a `Date`, which JSON
 * serializes in the form of the schema.
 */
function widened(
  property: ts.PropertySignature,
  schema: Readonly<Record<string, unknown>>,
): ts.PropertySignature {
  const visit = (node: ts.Node): ts.Node => {
    if (ts.isUnionTypeNode(node)) return ts.visitEachChild(node, visit, undefined);
    if (schema["x-readonly"] === true && ts.isArrayTypeNode(node))
      return factory.createTypeOperatorNode(ts.SyntaxKind.ReadonlyKeyword, node);
    if (schema["x-date"] === true && node.kind === ts.SyntaxKind.StringKeyword)
      return factory.createUnionTypeNode([stringType, factory.createTypeReferenceNode("Date")]);
    return node;
  };
  const { modifiers, name, questionToken } = property;
  const type = ts.visitNode(property.type, visit, ts.isTypeNode);
  return factory.updatePropertySignature(property, modifiers, name, questionToken, type);
}

/** The schema behind `components["schemas"]["Name"]`. */
function referencedSchema(type: ts.TypeNode, ctx: Context): Schema | undefined {
  if (!ts.isIndexedAccessTypeNode(type) || !ts.isLiteralTypeNode(type.indexType)) return undefined;
  const { literal } = type.indexType;
  if (!ts.isStringLiteral(literal)) return undefined;
  return ctx.resolve<Schema>(`#/components/schemas/${literal.text}`);
}

/** Whether a declaration is empty, such as `type $defs = Record<string, never>`. */
function isEmptyDeclaration(node: ts.Node): boolean {
  return ts.isTypeAliasDeclaration(node) && emptyDeclarations.has(node.name.text);
}

/** Whether an alias is no schema. Callers know only the names of schemas from the documents. */
function isForeignAlias(node: ts.Node): boolean {
  if (!ts.isTypeAliasDeclaration(node) || !ts.isIndexedAccessTypeNode(node.type)) return false;
  const { objectType } = node.type;
  if (!ts.isIndexedAccessTypeNode(objectType) || !ts.isLiteralTypeNode(objectType.indexType)) return false;
  const { literal } = objectType.indexType;
  return ts.isStringLiteral(literal) && literal.text !== "schemas";
}
