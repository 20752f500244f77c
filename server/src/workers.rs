//! What goes on beside requests.

use crate::stop::ended;
use services::Services;
use std::time::Duration;
use tokio::{sync::watch, task::JoinSet};

/// Starts it: mails are sent, messages go to fans, other servers are heard, guests of links and sessions that end are shown
/// out, publications go to their platforms, texts that a killed server left behind are derived, administrators are told of alarms, every minute what was changed five minutes ago is kept, and
/// every hour what is too old is dropped.
pub fn start(services: &Services, stopped: &watch::Receiver<bool>) -> JoinSet<()> {
    let mut workers = JoinSet::new();
    let (mail, stop) = (services.mail.clone(), ended(stopped.clone()));
    workers.spawn(async move { mail.run(stop).await });
    let (notifications, stop) = (services.notifications.clone(), ended(stopped.clone()));
    workers.spawn(async move { notifications.run(stop).await });
    let (hub, stop) = (services.hub.clone(), ended(stopped.clone()));
    workers.spawn(async move {
        let recover = async {
            while hub.recover().await.is_err() {
                tokio::time::sleep(Duration::from_secs(5)).await;
            }
        };
        tokio::select! { () = recover => {}, () = stop => {} }
    });
    let (watching, stop) = (services.clone(), ended(stopped.clone()));
    workers.spawn(async move {
        tokio::select! { () = watching.watch_links() => {}, () = stop => {} }
    });
    let (hearing, stop) = (services.clone(), ended(stopped.clone()));
    workers.spawn(async move {
        tokio::select! { () = hearing.hear_others() => {}, () = stop => {} }
    });
    let (watching, stop) = (services.clone(), ended(stopped.clone()));
    workers.spawn(async move {
        tokio::select! { () = watching.watch_sessions() => {}, () = stop => {} }
    });
    let (desk, stop) = (services.desk.clone(), ended(stopped.clone()));
    workers.spawn(async move { desk.run(stop).await });
    let (telling, stop) = (services.clone(), ended(stopped.clone()));
    workers.spawn(async move {
        tokio::select! { () = telling.tell_desk() => {}, () = stop => {} }
    });
    let (social, stop) = (services.social.clone(), ended(stopped.clone()));
    workers.spawn(async move { social.run(stop).await });
    let (telling, stop) = (services.clone(), ended(stopped.clone()));
    workers.spawn(async move {
        tokio::select! { () = telling.tell_social() => {}, () = telling.write_of_social() => {}, () = stop => {} }
    });
    let (watching, stop) = (services.clone(), ended(stopped.clone()));
    workers.spawn(async move {
        tokio::select! { () = watching.watch_alarms() => {}, () = stop => {} }
    });
    let (revisions, stop) = (services.revisions.clone(), ended(stopped.clone()));
    workers.spawn(async move {
        tokio::pin!(stop);
        let mut minutes = tokio::time::interval(Duration::from_secs(60));
        loop {
            tokio::select! {
                _ = minutes.tick() => revisions.keep_due().await,
                () = &mut stop => return,
            }
        }
    });
    let (services, stop) = (services.clone(), ended(stopped.clone()));
    workers.spawn(async move {
        tokio::pin!(stop);
        let mut hours = tokio::time::interval(Duration::from_secs(3600));
        loop {
            tokio::select! {
                _ = hours.tick() => {
                    services.accounts.prune().await;
                    services.contents.prune().await;
                    services.sharing.prune().await;
                    services.notifications.prune().await;
                    services.revisions.thin().await;
                    services.mail.prune().await;
                    services.desk.prune().await;
                    services.social.prune().await;
                    services.uploads.prune().await;
                }
                () = &mut stop => return,
            }
        }
    });
    workers
}
