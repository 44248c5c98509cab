import { expect } from "vitest";

type ErrorClass<T> = abstract new (...args: never[]) => T;

/**
 * The error with which a promise rejects. Fails if it resolves, or if the error is no instance of the given class.
 */
export async function rejection(work: PromiseLike<unknown> | undefined): Promise<unknown>;
export async function rejection<T>(work: PromiseLike<unknown> | undefined, type: ErrorClass<T>): Promise<T>;
export async function rejection(
  work: PromiseLike<unknown> | undefined,
  type?: ErrorClass<unknown>,
): Promise<unknown> {
  let error: unknown;
  try {
    await work;
  } catch (thrown) {
    error = thrown;
    if (type) expect(thrown).toBeInstanceOf(type);
    return error;
  }
  throw new Error("expected a rejection");
}

/** All items of an async iterable. */
export async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
}

/** The items of an async iterable before it failed, and the error (undefined if it did not fail). */
export async function drain<T>(items: AsyncIterable<T>): Promise<{ items: T[]; error: unknown }> {
  const found: T[] = [];
  try {
    for await (const item of items) found.push(item);
  } catch (error) {
    return { items: found, error };
  }
  return { items: found, error: undefined };
}
