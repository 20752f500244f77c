//! Opening it on an address.

use crate::onlyfans::{OnlyFans, control, gate, routes};
use axum::{Router, middleware};
use std::{io, net::SocketAddr};
use tokio::{net::TcpListener, task::JoinHandle};

/// A sandbox that is open. It closes when this value goes away.
#[derive(Debug)]
pub struct Served {
    /// The sandbox.
    pub sandbox: OnlyFans,
    /// Where it is, without a slash at the end.
    pub url: String,
    task: JoinHandle<()>,
}

impl Served {
    /// Closes it; who asks it from now on gets no answer.
    pub fn close(&self) {
        self.task.abort();
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl OnlyFans {
    /// The gateway's routes behind the key and the faults, and the sandbox's own under `/sandbox`.
    pub fn router(&self) -> Router {
        let gateway = routes::all().layer(middleware::from_fn_with_state(self.clone(), gate::pass));
        gateway.merge(control::routes()).with_state(self.clone())
    }

    /// Opens it, as on `127.0.0.1:0` for a free port.
    ///
    /// # Errors
    /// If the address can't be had.
    pub async fn serve(self, address: SocketAddr) -> io::Result<Served> {
        self.serve_on(std::net::TcpListener::bind(address)?)
    }

    /// Opens it on a listener that is there already. Must be called within a runtime.
    ///
    /// # Errors
    /// If the listener is of no use.
    pub fn serve_on(self, listener: std::net::TcpListener) -> io::Result<Served> {
        listener.set_nonblocking(true)?;
        let listener = TcpListener::from_std(listener)?;
        let url = format!("http://{}", listener.local_addr()?);
        let router = self.router();
        let task = tokio::spawn(async move {
            if let Err(error) = axum::serve(listener, router).await {
                tracing::error!(%error, "the sandbox has stopped");
            }
        });
        Ok(Served { sandbox: self, url, task })
    }
}
