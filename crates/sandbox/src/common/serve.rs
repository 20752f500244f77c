//! An imitation on a port of its own.

use axum::Router;
use tokio::{net::TcpListener, task::JoinHandle};

/// A served imitation; it ends with this value.
#[derive(Debug)]
pub struct Served {
    /// Its address, as `http://127.0.0.1:port`.
    pub url: String,
    task: JoinHandle<()>,
}

impl Drop for Served {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// Serves on a free port of this machine.
///
/// # Errors
/// If there is no port to be had.
pub async fn serve(router: Router) -> std::io::Result<Served> {
    serve_on(std::net::TcpListener::bind(("127.0.0.1", 0))?, router)
}

/// Serves on a listener that is there already. Must be called within a runtime.
///
/// # Errors
/// If the listener is of no use.
pub fn serve_on(listener: std::net::TcpListener, router: Router) -> std::io::Result<Served> {
    listener.set_nonblocking(true)?;
    let listener = TcpListener::from_std(listener)?;
    let url = format!("http://{}", listener.local_addr()?);
    let task = tokio::spawn(async move {
        // Ends only with the task.
        let _ = axum::serve(listener, router).await;
    });
    Ok(Served { url, task })
}
