//! A publication's next step, written before and after.

use crate::{
    Access, Connector, Platform, Problem, ProblemCode, Progress, Settled, Social, State, Verdict, outcome,
    outcome::SETTLE,
    store::{
        self,
        turns::{After, Turn},
    },
    tokens::ms,
};
use model::{Result, SocialAccountId};

impl Social {
    /// One step of one publication that is due; `false` if none is. May be called by many workers on many servers.
    pub async fn work_one(&self) -> Result<bool> {
        let Some(turn) = store::turns::claim(&self.0.db, &self.0.breaker.open(self.now()), self.now()).await? else { return Ok(false) };
        let done = if turn.armed_at.is_some() { Some(self.look(&turn).await?) } else { self.go_on(&turn).await? };
        let Some(mut after) = done else {
            tracing::warn!(publication = %turn.id, "another worker has this publication");
            return Ok(true);
        };
        let mut tx = self.0.db.write().await?;
        let now = self.now();
        let searched = turn.armed_at.is_some() || turn.progress.is_searched();
        if let Some(id) = after.published.as_ref().and_then(|published| published.remote_id.as_deref())
            && searched
            && store::publications::is_known(&mut tx, turn.account, id, turn.id).await?
        {
            // Two posts of the same words, and another worker was faster.
            after = outcome::anothers(&turn, self.connector(turn.platform)?.patience(), now);
        }
        if after.state == State::Published && after.next_at.is_none() && after.note.is_none() {
            after.note = self.connector(turn.platform)?.undone(&turn.draft, &turn.progress).map(ProblemCode::as_str);
        }
        if store::turns::save(&mut tx, &turn, &after, now).await? {
            let (outcome, detail) = match (&after.problem, after.state) {
                (Some(problem), _) => (problem.code.as_str(), problem.detail.as_str()),
                (None, State::Published) => ("published", ""),
                (None, State::Processing) => ("waits", ""),
                (None, _) => ("went_on", ""),
            };
            store::attempts::insert(&mut tx, turn.id, now, &turn.progress.step, outcome, detail).await?;
            tracing::info!(publication = %turn.id, step = turn.progress.step, outcome, state = after.state.code(), "step");
        }
        tx.commit().await?;
        self.changed_publication(turn.user, turn.id);
        Ok(true)
    }

    /// The next step. `None`: another worker has it.
    async fn go_on(&self, turn: &Turn) -> Result<Option<After>> {
        let now = self.now();
        if turn.state != State::Published && !turn.progress.has_begun() && turn.is_late(now) {
            return Ok(Some(outcome::late(turn, now)));
        }
        let connector = self.connector(turn.platform)?;
        // Before anything is armed: what fails here certainly published nothing.
        let access = match self.access(turn.account).await {
            Ok(access) => access,
            Err(problem) => return Ok(Some(outcome::failed(turn, problem, None, self.now()))),
        };
        let armed_at = connector.is_public(&turn.draft, &turn.progress).then(|| self.now());
        let mut tx = self.0.db.write().await?;
        let ours = store::turns::begin(&mut tx, turn, armed_at, armed_at.map(|at| at + SETTLE), self.now()).await?;
        tx.commit().await?;
        if !ours {
            return Ok(None);
        }
        let mut progress = turn.progress.clone();
        if progress.is_searched() {
            progress.others = store::publications::others(&self.0.db, turn.account, turn.id).await?;
        }
        let went = connector.publish(&access, &turn.draft, &progress, &*self.0.media).await;
        self.0.breaker.note(turn.platform, went.as_ref().err().map(|problem| problem.code), self.now());
        Ok(Some(match went {
            Ok(went) => outcome::went(turn, went, connector.patience(), self.now()),
            Err(problem) => {
                let problem = self.mend(turn.platform, &access, problem).await?;
                outcome::failed(turn, problem, armed_at, self.now())
            }
        }))
    }

    /// Looks whether a public step was done, whose end is not known. It is never tried again. Also where the time for it is
    /// over there is one more look: nobody may have been able to look before.
    async fn look(&self, turn: &Turn) -> Result<After> {
        if turn.state == State::Published {
            return Ok(outcome::unsettled(turn, "", self.now()));
        }
        let connector = self.connector(turn.platform)?;
        let looked = match self.access(turn.account).await {
            Ok(access) => self.settled(connector, &access, turn).await?,
            Err(problem) => Err(problem),
        };
        let now = self.now();
        Ok(match looked {
            Ok(Settled::Was(was)) => outcome::went(turn, was, connector.patience(), now),
            Ok(Settled::WasNot(problem)) => outcome::settled(turn, problem, now),
            Ok(Settled::NotYet) => outcome::unsettled(turn, "", now),
            Err(problem) => outcome::unsettled(turn, &problem.detail, now),
        })
    }

    async fn settled(&self, connector: &dyn Connector, access: &Access, turn: &Turn) -> Result<Result<Settled, Problem>> {
        let armed_at = turn.armed_at.unwrap_or_default();
        let others = store::publications::others(&self.0.db, turn.account, turn.id).await?;
        let progress = Progress { others, ..turn.progress.clone() };
        let looked = connector.settle(access, &turn.draft, &progress, armed_at).await;
        self.0.breaker.note(turn.platform, looked.as_ref().err().map(|problem| problem.code), self.now());
        if let Err(problem) = &looked {
            self.mend(turn.platform, access, problem.clone()).await?;
        }
        Ok(looked)
    }

    /// Does for the account what a problem asks for, and says what is left of it.
    async fn mend(&self, platform: Platform, access: &Access, problem: Problem) -> Result<Problem> {
        self.slow_down(platform, access.account, &problem).await?;
        match problem.verdict {
            Verdict::Refresh => Ok(match self.refresh(access.account, access.version).await {
                Ok(_) => problem,
                Err(other) => other,
            }),
            Verdict::SignIn => {
                self.pause(access.account, access.version, &problem).await?;
                Ok(problem)
            }
            _ => Ok(problem),
        }
    }

    /// Where a platform asks to slow down, every server hears it.
    pub(crate) async fn slow_down(&self, platform: Platform, account: SocialAccountId, problem: &Problem) -> Result<()> {
        let (ProblemCode::Throttled, Some(wait)) = (problem.code, problem.wait) else { return Ok(()) };
        // By the status Reddit speaks of the whole program's requests, in words of the account's posts; the others of the account's requests.
        let everybody = platform == Platform::Reddit && problem.detail.starts_with("HTTP");
        let account = (!everybody).then_some(account);
        let mut tx = self.0.db.write().await?;
        store::holds::hold(&mut tx, platform, account, self.now() + ms(wait)).await?;
        tx.commit().await
    }

    /// The account waits for its person, and with it what is planned.
    async fn pause(&self, id: SocialAccountId, version: i64, problem: &Problem) -> Result<()> {
        let mut tx = self.0.db.write().await?;
        let changed = store::accounts::needs_sign_in(&mut tx, id, version, problem.code).await?;
        tx.commit().await?;
        if changed {
            self.changed_account_of(id).await;
        }
        Ok(())
    }
}
