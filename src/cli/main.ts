#!/usr/bin/env node
import process from "node:process";
import { runCli } from "./cli.js";
import { processIo } from "./io.js";

process.exitCode = await runCli(processIo());
