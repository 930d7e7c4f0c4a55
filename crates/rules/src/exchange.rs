//! Exchange servers.
