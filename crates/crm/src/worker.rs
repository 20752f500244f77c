//! The worker: sends what is due, each account at its own pace, and settles what was lost.

use crate::{
    Crm,
    claim::{Claim, Claimed},
    gateway::Sending,
    settings::ms,
    store,
};
use model::{
    Result,
    crm::{CreatorState, Outgoing},
};
use std::{
    collections::HashMap,
    pin::pin,
    time::{Duration, Instant},
};
use tokio::{
    sync::Notify,
    task::JoinSet,
    time::{sleep, timeout},
};

/// How long a stop waits for attempts that are under way.
const GRACE: Duration = Duration::from_secs(5);
/// How long it waits for the last numbers to be put.
const LAST: Duration = Duration::from_secs(2);
/// Between two looks at accounts that cannot send.
const CHECK: Duration = Duration::from_secs(60);

/// What was due for long although tickets tell of what is due.
#[derive(Debug, Default)]
struct Net {
    looked: Option<Instant>,
    caught: Vec<String>,
}

impl Crm {
    /// Sends, settles what was lost, does what webhooks say and reads what they did not, until `stop` is done. Several servers may do so at once.
    pub async fn run(&self, stop: impl Future<Output = ()>) {
        let mut stop = pin!(stop);
        let mut senders = JoinSet::new();
        tokio::select! {
            () = self.send_all(&mut senders) => {}
            () = self.tend() => {}
            () = self.process_all() => {}
            () = self.read_all() => {}
            () = self.tell_all() => {}
            () = self.hold_all() => {}
            () = self.sweep_all() => {}
            () = self.report_all() => {}
            () = &mut stop => {}
        }
        // An attempt that is cut off is found as lost later.
        let finish = timeout(GRACE, async { while senders.join_next().await.is_some() {} });
        let _ = tokio::join!(finish, timeout(GRACE, self.leave_held()));
        let _ = timeout(LAST, self.report_last()).await;
    }

    /// Sends what is due, each account in a task of its own, so that its messages keep their order.
    async fn send_all(&self, senders: &mut JoinSet<(String, Duration)>) {
        // When each account is looked at again; `None` while its task runs.
        let mut until: HashMap<String, Option<Instant>> = HashMap::new();
        let mut net = Net::default();
        loop {
            while let Some(Ok((creator, wait))) = senders.try_join_next() {
                until.insert(creator, Some(Instant::now() + wait));
            }
            let (due, wait, wakes) = self.due(&mut net).await;
            for creator in due {
                if until.get(&creator).is_none_or(|at| at.is_some_and(|at| at <= Instant::now())) {
                    until.insert(creator.clone(), None);
                    let crm = self.clone();
                    senders.spawn(async move {
                        let wait = crm.drain(&creator).await;
                        (creator, wait)
                    });
                }
            }
            let _ = timeout(wait, wakes.notified()).await;
        }
    }

    /// The accounts with something to send, how long to wait before the next look, and what ends the wait. Errors are logged
    /// where they happen; the next round tries again.
    async fn due(&self, net: &mut Net) -> (Vec<String>, Duration, &Notify) {
        let (pool, settings, now) = (self.0.db.read(), &self.0.settings, self.now().0);
        if self.tickets_now().is_none() {
            let due = store::queue::due(pool, now, now).await.unwrap_or_default();
            // What waits may be due in a moment; what is written here wakes this, and what others write they send.
            let idle = due.is_empty() && store::queue::is_empty(pool).await.unwrap_or(false);
            let wakes = if self.tickets().is_some() { &self.0.told } else { &self.0.queued };
            return (due, if idle { settings.idle() } else { settings.look }, wakes);
        }
        let held = self.0.held.accounts();
        let mut due = if held.is_empty() { Vec::new() } else { store::queue::due(pool, now, now).await.unwrap_or_default() };
        due.retain(|account| held.contains(account));
        // What no ticket tells of for so long is looked for at this pace, and once found, at the usual one.
        if !net.caught.is_empty() || net.looked.is_none_or(|at| at.elapsed() >= settings.net) {
            net.looked = Some(Instant::now());
            net.caught = store::queue::due(pool, now, now - ms(settings.net)).await.unwrap_or_default();
        }
        let busy = !held.is_empty() || !net.caught.is_empty();
        due.extend(net.caught.iter().filter(|account| !held.contains(*account)).cloned());
        (due, if busy { settings.look } else { settings.net }, &self.0.told)
    }

    /// Gives up what was lost, reads chats for what is unconfirmed, wakes what was snoozed, looks at accounts that cannot send.
    async fn tend(&self) {
        let mut checked = Instant::now();
        loop {
            let _ = self.give_up_lost().await;
            let _ = self.settle_unconfirmed().await;
            let _ = self.wake().await;
            let _ = self.plan_automatic().await;
            if checked.elapsed() > CHECK {
                checked = Instant::now();
                let _ = self.look_at_stopped().await;
            }
            sleep(self.0.settings.idle()).await;
        }
    }

    /// Sends what is due of an account; says when to look again.
    async fn drain(&self, creator: &str) -> Duration {
        loop {
            match self.claim(creator).await {
                Ok(Claim::Got(claimed)) => {
                    if self.hand_over(*claimed).await.is_err() {
                        return self.0.settings.look;
                    }
                }
                Ok(Claim::Again) => {}
                Ok(Claim::Wait(wait)) => return Duration::from_millis(u64::try_from(wait).unwrap_or_default()),
                Ok(Claim::Nothing) => return Duration::ZERO,
                Err(_) => return self.0.settings.look,
            }
        }
    }

    async fn hand_over(&self, claimed: Claimed) -> Result<()> {
        let (id, locked, reply_to) = (claimed.message.id.clone(), claimed.message.locked_text == 1, claimed.message.reply_to.clone());
        let message: Outgoing = claimed.message.read()?;
        let (_, chat) = store::fans::whose(self.0.db.read(), message.fan).await?;
        let sending = Sending {
            text: message.text,
            // Two digits are exact enough in a double.
            price: (message.price_cents > 0).then_some(message.price_cents as f64 / 100.0),
            locked_text: locked,
            media_files: message.media,
            previews: message.previews,
            reply_to_message_id: reply_to,
        };
        let began = Instant::now();
        let outcome = self.0.gateway.send(&claimed.account, &chat, &sending).await;
        self.0.metrics.attempt(began.elapsed());
        if let Some(taken) = &claimed.taken {
            self.token_ended(taken).await;
        }
        tracing::info!(message = id, ?outcome, "an attempt to send");
        let finished = self.finish(&id, outcome).await;
        self.0.dealt.notify_one();
        finished
    }

    /// Accounts that could not send may be able to again.
    async fn look_at_stopped(&self) -> Result<()> {
        for creator in store::creators::list(self.0.db.read(), None).await? {
            if creator.state != CreatorState::Connected {
                self.look_at(creator.id).await?;
            }
        }
        Ok(())
    }
}
