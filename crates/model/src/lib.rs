//! Records to the hybrid estate: connectors, certificates, servers, and which certificate Exchange presents
