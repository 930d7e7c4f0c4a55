import { answer } from "./answer.js";
import { base } from "./base.js";
import { code } from "./code.js";
import { evidence } from "./evidence.js";
import { findings } from "./findings.js";
import { layout } from "./layout.js";
import { media } from "./media.js";
import { tokens } from "./tokens.js";

export const styles = [tokens, base, layout, evidence, answer, findings, code, media];
