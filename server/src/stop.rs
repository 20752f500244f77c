//! When the program is to stop.

use tokio::sync::watch;

/// Ends when the program is asked to: Ctrl-C, or SIGTERM.
pub async fn signal() {
    let interrupt = async {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    #[cfg(unix)]
    let terminate = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut signal) => {
                signal.recv().await;
            }
            Err(_) => std::future::pending().await,
        }
    };
    #[cfg(not(unix))]
    let terminate = std::future::pending::<()>();
    tokio::select! {
        () = interrupt => {}
        () = terminate => {}
    }
}

/// Ends once the program is stopping.
pub(crate) async fn ended(mut stopped: watch::Receiver<bool>) {
    // An error means that the sender is gone: stopped too.
    let _sender_gone = stopped.wait_for(|stopped| *stopped).await;
}
