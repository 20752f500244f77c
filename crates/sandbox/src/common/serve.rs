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
    let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
    let url = format!("http://{}", listener.local_addr()?);
    let task = tokio::spawn(async move {
        // Ends only with the task.
        let _ = axum::serve(listener, router).await;
    });
    Ok(Served { url, task })
}
