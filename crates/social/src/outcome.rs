//! What is written after a step: pure rules, from what is certain to what comes next.

use crate::{
    Outcome, Problem, ProblemCode as Code, Progress, Published, State, Verdict,
    store::turns::{After, Turn},
    tokens::ms,
};
use std::time::Duration;

/// What failed this often is not tried any more by itself.
const MOST_ATTEMPTS: i64 = 12;
/// So long the outcome of a public step is looked for.
pub(crate) const SETTLE: i64 = 30 * 60_000;
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
        // Waits for its account; what is certain is kept.
        Verdict::SignIn => After { problem: Some(problem), ..after },
        _ if turn.attempts + 1 >= MOST_ATTEMPTS => after.give_up(problem),
        Verdict::StartOver => {
            let next_at = Some(now + backoff(turn.attempts));
            After { progress: Progress::default(), attempts: turn.attempts + 1, next_at, waiting_since: None, problem: Some(problem), ..after }
        }
        Verdict::Again | Verdict::Refresh => {
            let wait = problem.wait.map_or_else(|| backoff(turn.attempts), ms);
            let refreshed = verdict == Verdict::Refresh;
            let next_at = Some(if refreshed { now } else { now + wait });
            After { attempts: turn.attempts + 1, next_at, problem: Some(problem), ..after }
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

/// Its time passed while no server was there.
pub(crate) fn late(turn: &Turn, now: i64) -> After {
    After::of(turn, now).end(State::Failed, Some(Problem::new(Code::TooLate, Verdict::Never, "")))
}

/// What a look found, if it is another publication's already.
pub(crate) fn found(outcome: &Outcome) -> Option<&Published> {
    match outcome {
        Outcome::Done(published) | Outcome::Out(_, published, _) => Some(published),
        _ => None,
    }
}

/// 5 s doubling to ten minutes, a quarter more or less.
fn backoff(attempts: i64) -> i64 {
    let wait = 5_000_i64 << attempts.clamp(0, 7);
    let wait = wait.min(600_000);
    wait + rand::random_range(-wait / 4..=wait / 4)
}
