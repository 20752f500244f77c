//! What the fan desk uses of Amazon, as it is set.

use crate::config;
use ::amazon::{CloudWatch, Queue};
use crm::Settings;
use std::sync::Arc;

/// Adds SQS and CloudWatch to the desk's settings. What is wrong is logged, and said on the page Sending; it stops nothing.
pub fn connect(settings: &mut Settings, config: &config::Amazon, public_url: &str) {
    settings.tickets_wrong = config.queues_wrong.clone();
    settings.watch_wrong = config.namespace_wrong.clone();
    if let (Some(access), Some(queues)) = (&config.access, &config.queues) {
        match Queue::new(access, &queues.url, Some(&queues.dead)) {
            Ok(queue) => settings.tickets = Some(Arc::new(queue)),
            Err(error) => settings.tickets_wrong = Some(error),
        }
    }
    if let (Some(access), Some(namespace)) = (&config.access, &config.namespace) {
        // Alarms are of one installation, whichever of its servers puts the numbers.
        let host = public_url.split_once("://").map_or(public_url, |(_, host)| host);
        match CloudWatch::new(access, namespace, ("Installation", host.to_owned())) {
            Ok(watch) => settings.watch = Some(Arc::new(watch)),
            Err(error) => settings.watch_wrong = Some(error),
        }
    }
    if let Some(why) = &settings.tickets_wrong {
        tracing::warn!(why, "SQS is not used: messages to fans go out by the database's queue");
    }
    if let Some(why) = &settings.watch_wrong {
        tracing::warn!(why, "no numbers are put at CloudWatch");
    }
}
