//! TLS as the other clients of the program have it: rustls with ring and the roots it was built with.

use rustls::{ClientConfig, RootCertStore, crypto::ring::default_provider};
use std::sync::Arc;

pub(super) fn config() -> Result<ClientConfig, String> {
    let roots = RootCertStore { roots: webpki_roots::TLS_SERVER_ROOTS.to_vec() };
    let config = ClientConfig::builder_with_provider(Arc::new(default_provider()))
        .with_safe_default_protocol_versions()
        .map_err(|error| format!("TLS cannot be set up: {error}"))?;
    Ok(config.with_root_certificates(roots).with_no_client_auth())
}
