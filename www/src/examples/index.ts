import type { Example } from "./example.js";
import { machineAuth } from "./machine-auth.js";
import { noStarttls } from "./no-starttls.js";
import { renewedCertificate } from "./renewed-certificate.js";
import { sendConnector } from "./send-connector.js";

export { EXAMPLE_TIME, type Example } from "./example.js";

export const EXAMPLES: readonly Example[] = [renewedCertificate, noStarttls, machineAuth, sendConnector];
