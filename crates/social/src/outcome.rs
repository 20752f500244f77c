//! What is written after a step: pure rules, from what is certain to what comes next.

use crate::{
    Outcome, Problem, ProblemCode as Code, Progress, State, Verdict,
    store::turns::{After, Turn},
    tokens::ms,
};
use std::time::Duration;

/// What failed this often is not tried any more by itself.
const MOST_ATTEMPTS: i64 = 12;
/// So long the outcome of a public step is looked for.
pub(crate) const SETTLE: i64 = 30 * 60_000;
/// After so long a search is tried again.
const SEARCH: Duration = Duration::from_secs(15);
/// So long the public id of something that is out is asked for.
const FOLLOW: i64 = 24 * 3_600_000;
/// What begins later than this after its time asks its person first.
pub(crate) const LATE: i64 = 3_600_000;

impl After {
    /// As it is, to go on at once.
    pub fn of(turn: &Turn, now: i64) -> Self {
        Self {
            state: if turn.state == State::Scheduled { State::Sending } else { turn.state },
            progress: turn.progress.clone(),
            next_at: Some(now),
            attempts: turn.attempts,
            armed_at: None,
            waiting_since: turn.waiting_since,
            settle_until: None,
            published: None,
            note: None,
            problem: None,
        }
    }

    /// As it is, until then. While nothing has begun at the platform it is scheduled as before: it can be cancelled, and where
    /// it comes too late its person is asked first.
    fn waits(self, until: i64) -> Self {
        Self { state: if self.progress.has_begun() { self.state } else { State::Scheduled }, next_at: Some(until), ..self }
    }

    /// The end, in this state.
    fn end(self, state: State, problem: Option<Problem>) -> Self {
        Self { state, next_at: None, problem, ..self }
    }

    /// Certainly not public, unless it can become so without us.
    fn give_up(self, problem: Problem) -> Self {
        if self.progress.exposed {
            let detail = format!("{}: {}", problem.code.as_str(), problem.detail);
            return self.end(State::Unconfirmed, Some(Problem::new(Code::Unconfirmed, Verdict::Never, detail)));
        }
        self.end(State::Failed, Some(problem))
    }
}

/// After a step that went well.
pub(crate) fn went(turn: &Turn, outcome: Outcome, patience: Duration, now: i64) -> After {
    let after = After::of(turn, now);
    let since = turn.waiting_since.unwrap_or(now);
    match outcome {
        Outcome::Go(progress) => After { progress, waiting_since: None, ..after },
        Outcome::Wait(progress, wait) => {
            let after = After { progress, ..after };
            if now - since > ms(patience) {
                return after.give_up(Problem::new(Code::ProcessingTooLong, Verdict::Never, ""));
            }
            // What takes long is asked for more seldom.
            let wait = ms(wait).max((now - since) / 10);
            After { state: State::Processing, next_at: Some(now + wait), waiting_since: Some(since), ..after }
        }
        Outcome::Out(progress, published, wait) => {
            let since = if turn.state == State::Published { since } else { now };
            let next_at = (now - since < FOLLOW).then_some(now + ms(wait));
            After { state: State::Published, progress, published: Some(published), next_at, waiting_since: Some(since), attempts: 0, ..after }
        }
        Outcome::Done(published) => After { published: Some(published), ..after.end(State::Published, None) },
        Outcome::Handed => After { note: Some(Code::InInbox.as_str()), ..after.end(State::Processing, None) },
    }
}

/// After a step that failed. `armed_at` is set if it was the one that makes something public.
pub(crate) fn failed(turn: &Turn, problem: Problem, armed_at: Option<i64>, now: i64) -> After {
    let after = After::of(turn, now);
    let verdict = if problem.verdict == Verdict::Unknown && armed_at.is_none() { Verdict::Again } else { problem.verdict };
    if turn.state == State::Published {
        return follow_up(turn, problem, verdict, armed_at, now);
    }
    match verdict {
        Verdict::Unknown => {
            After { armed_at, settle_until: armed_at.map(|at| at + SETTLE), next_at: Some(now + 15_000), problem: Some(problem), ..after }
        }
        Verdict::Never => after.end(State::Failed, Some(problem)),
        Verdict::SignIn if problem.code == Code::Disconnected => after.give_up(problem),
        Verdict::SignIn if turn.is_late(now) => after.give_up(Problem::new(Code::TooLate, Verdict::Never, problem.code.as_str())),
        // Waits for its account; what is certain is kept, and since when it is due.
        Verdict::SignIn => After { problem: Some(problem), ..after.waits(turn.due_at) },
        _ if turn.attempts + 1 >= MOST_ATTEMPTS => after.give_up(problem),
        Verdict::StartOver => {
            let after = After { progress: Progress::default(), attempts: turn.attempts + 1, waiting_since: None, problem: Some(problem), ..after };
            after.waits(now + backoff(turn.attempts))
        }
        Verdict::Again | Verdict::Refresh => {
            let wait = problem.wait.map_or_else(|| backoff(turn.attempts), ms);
            let refreshed = verdict == Verdict::Refresh;
            After { attempts: turn.attempts + 1, problem: Some(problem), ..after }.waits(if refreshed { now } else { now + wait })
        }
    }
}

/// It is public: what still fails is noted and changes nothing about that.
fn follow_up(turn: &Turn, problem: Problem, verdict: Verdict, armed_at: Option<i64>, now: i64) -> After {
    let after = After::of(turn, now);
    let passing = matches!(verdict, Verdict::Again | Verdict::Refresh | Verdict::SignIn) && turn.attempts + 1 < MOST_ATTEMPTS;
    if passing {
        let wait = problem.wait.map_or_else(|| backoff(turn.attempts), ms);
        return After { attempts: turn.attempts + 1, next_at: Some(now + wait), ..after };
    }
    let note = armed_at.map(|_| if verdict == Verdict::Unknown { Code::CommentUnconfirmed } else { Code::CommentRefused });
    After { note: note.map(Code::as_str), ..after.end(State::Published, None) }
}

/// A public step whose end is not known, after another look that did not tell.
pub(crate) fn unsettled(turn: &Turn, detail: &str, now: i64) -> After {
    let after = After::of(turn, now);
    let armed_at = turn.armed_at.unwrap_or(now);
    let until = turn.settle_until.unwrap_or(armed_at + SETTLE);
    if turn.state == State::Published {
        return After { note: Some(Code::CommentUnconfirmed.as_str()), ..after.end(State::Published, None) };
    }
    if now >= until {
        return after.end(State::Unconfirmed, Some(Problem::new(Code::Unconfirmed, Verdict::Never, detail)));
    }
    let wait = ((now - armed_at) / 2).clamp(15_000, 300_000);
    let problem = Some(Problem::new(Code::AnswerLost, Verdict::Unknown, detail));
    After { armed_at: Some(armed_at), settle_until: Some(until), next_at: Some((now + wait).min(until)), problem, ..after }
}

/// After a look that told.
pub(crate) fn settled(turn: &Turn, problem: Problem, now: i64) -> After {
    After::of(turn, now).end(State::Failed, Some(problem))
}

/// Its time passed while no server was there, or while its account waited.
pub(crate) fn late(turn: &Turn, now: i64) -> After {
    After::of(turn, now).end(State::Failed, Some(Problem::new(Code::TooLate, Verdict::Never, "")))
}

/// What a search found turned out to be another publication's: it goes on.
pub(crate) fn anothers(turn: &Turn, patience: Duration, now: i64) -> After {
    if turn.armed_at.is_some() {
        return unsettled(turn, "", now);
    }
    went(turn, Outcome::Wait(turn.progress.clone(), SEARCH), patience, now)
}

/// 5 s doubling to ten minutes, a quarter more or less.
fn backoff(attempts: i64) -> i64 {
    let wait = 5_000_i64 << attempts.clamp(0, 7);
    let wait = wait.min(600_000);
    wait + rand::random_range(-wait / 4..=wait / 4)
}
