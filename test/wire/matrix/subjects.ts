/** The clients under test, each from the folder of its provider. */
import { subjects as anthropic } from "../../anthropic/subject.js";
import { subjects as ip1 } from "../../ip1/subject.js";
import { subjects as openai } from "../../openai/subject.js";
import { subjects as ringcentral } from "../../ringcentral/subject.js";
import { subjects as sinch } from "../../sinch/subject.js";
import type { Subject } from "./subject.js";

export const subjects: readonly Subject[] = [...anthropic, ...ip1, ...openai, ...ringcentral, ...sinch];
