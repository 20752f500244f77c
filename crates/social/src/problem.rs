//! What goes wrong at a platform: one list of codes, each with what to do.

use std::{fmt, time::Duration};

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident = $text:literal, $say:literal;)+) => {
        /// What went wrong. The text form is stable.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum ProblemCode { $($(#[$doc])* $name,)+ }

        impl ProblemCode {
            /// All codes.
            pub const ALL: &[Self] = &[$(Self::$name,)+];
            /// The stable text.
            pub fn as_str(self) -> &'static str { match self { $(Self::$name => $text,)+ } }
            /// What happened and what to do, in English.
            pub fn message(self) -> &'static str { match self { $(Self::$name => $say,)+ } }
        }
    };
}

codes! {
    /// The person said no.
    Denied = "denied", "You did not allow the connection. Connect again and choose Allow.";
    /// A permission that is needed is missing.
    PermissionMissing = "permission_missing", "A permission is missing. Connect again and leave all permissions ticked.";
    /// Instagram without a business or creator account.
    NoBusinessAccount = "no_business_account", "No business or creator account is linked. Change the account's type in Instagram, link it to your Facebook page, and connect again.";
    /// The app is not approved for this.
    AppNotApproved = "app_not_approved", "The platform has not approved this app for that yet. Choose a private audience, or ask the operator.";
    /// The app's own credentials are wrong.
    AppWrong = "app_wrong", "The platform does not know this app's id or secret. The operator must check the settings.";
    /// A sign-in that is used, too old, or of another session.
    FlowOver = "flow_over", "This sign-in is over or was begun elsewhere. Connect again from the connections page.";
    /// The code of the sign-in was refused.
    CodeRefused = "code_refused", "The platform did not take the sign-in's code. Connect again.";
    /// The access token is not valid any more; another one is got.
    TokenOver = "token_over", "The access has ended and is being renewed.";
    /// Only signing in again helps.
    SignInAgain = "sign_in_again", "The platform asks you to sign in again. Reconnect the account; what is planned goes on then.";
    /// The person removed the app at the platform.
    AppRemoved = "app_removed", "The connection was removed at the platform. Reconnect the account; what is planned goes on then.";
    /// The platform wants the person to do something there first.
    Checkpoint = "checkpoint", "The platform wants you to confirm something there first. Open its app, then reconnect the account.";
    /// The account may not do this now.
    AccountRestricted = "account_restricted", "The platform has restricted this account. Open its app to see why.";
    /// Nobody answers; certainly nothing was done.
    Unreachable = "unreachable", "The platform cannot be reached. It is tried again by itself.";
    /// The answer was lost; it may have been done.
    AnswerLost = "answer_lost", "The platform's answer was lost. We are looking whether it was done.";
    /// An answer that is none of the platform's.
    BadAnswer = "bad_answer", "The platform answered something that cannot be read.";
    /// It has a fault of its own.
    PlatformDown = "platform_down", "The platform has a fault at the moment. It is tried again by itself.";
    /// Too many calls.
    Throttled = "throttled", "The platform asks us to slow down. It goes on by itself.";
    /// Its daily quota is used up.
    Quota = "quota", "The platform's quota is used up. It goes on when there is room again.";
    /// Too many posts in TikTok's eyes.
    TooManyPosts = "too_many_posts", "The platform takes no more posts from this account today. Try again tomorrow.";
    /// Too many wait in the inbox.
    TooManyPending = "too_many_pending", "Too many posts wait in the app's inbox. Finish or delete some there, then retry.";
    /// A media address is not verified.
    UrlUnverified = "url_unverified", "The platform does not know our media address. The operator must verify the domain.";
    /// They could not fetch the media.
    MediaUnreachable = "media_unreachable", "The platform could not fetch the media from us.";
    /// The media are not as they must be.
    MediaRefused = "media_refused", "The platform does not take this file. See its rules for format, size and length, and choose another.";
    /// The media are not here any more.
    MediaMissing = "media_missing", "The file is not here any more. Add it again.";
    /// The chosen privacy is not offered any more.
    PrivacyChanged = "privacy_changed", "The account's privacy options have changed. Choose again.";
    /// The text is not as it must be.
    TextRefused = "text_refused", "The platform does not take this text. Shorten or change it.";
    /// It was cancelled at the platform.
    CancelledThere = "cancelled_there", "It was cancelled at the platform.";
    /// The upload must begin anew.
    UploadOver = "upload_over", "The upload took too long and begins anew.";
    /// The container must be made anew.
    ContainerOver = "container_over", "What was prepared is not valid any more and is prepared anew.";
    /// It is still worked on.
    NotReady = "not_ready", "The platform is still working on it.";
    /// It was worked on for too long; certainly not public.
    ProcessingTooLong = "processing_too_long", "The platform did not finish in time. Nothing was published; retry.";
    /// Nobody knows whether it is public.
    Unconfirmed = "unconfirmed", "We could not find out whether it was published. Look at the account, then tell us.";
    /// Blocked, and it may have been published.
    Blocked = "blocked", "The platform blocked this as spam; it may have been published all the same.";
    /// No such subreddit.
    NoSubreddit = "no_subreddit", "There is no such subreddit. Check its name.";
    /// Not allowed to post there.
    SubredditNotAllowed = "subreddit_not_allowed", "You may not post in this subreddit. Join it or choose another.";
    /// Of a kind that is not taken there.
    KindNotAllowed = "kind_not_allowed", "This subreddit does not take this kind of post. Choose another kind.";
    /// It was submitted there before.
    AlreadySubmitted = "already_submitted", "This link was submitted there before. Tick Submit anyway to post it again.";
    /// A flair is needed.
    FlairNeeded = "flair_needed", "This subreddit needs a flair. Choose one.";
    /// Against the subreddit's rules for posts.
    RulesRefused = "rules_refused", "This does not meet the subreddit's rules. Read them and change the post.";
    /// A server was off when its time came.
    TooLate = "too_late", "Its time passed while the server was off. Publish it now, or choose another time.";
    /// The first comment's answer was lost.
    CommentUnconfirmed = "comment_unconfirmed", "It is published. Whether the first comment was written could not be found out.";
    /// The first comment was refused.
    CommentRefused = "comment_refused", "It is published. The platform refused the first comment.";
    /// It waits in the app's inbox.
    InInbox = "in_inbox", "It is in the app's inbox. Finish it there.";
    /// There is no call for it at the platform.
    NotOffered = "not_offered", "The platform has no call for this. Remove the app in its settings.";
    /// Anything else that it refuses.
    Refused = "refused", "The platform refused this. Its own words are below.";
    /// Something of ours.
    Ours = "ours", "Something went wrong on our side. It is tried again by itself.";
}

impl ProblemCode {
    /// The code of a text.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|one| one.as_str() == code)
    }
}

/// What is certain after a failure, and what to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// Certainly not done; worth another try.
    Again,
    /// Certainly not done, and never will be by itself.
    Never,
    /// Certainly not done: the access token is over, a refresh may help.
    Refresh,
    /// Certainly not done: only the person can help, by signing in.
    SignIn,
    /// Certainly nothing public: the platform's handle is worthless, begin anew.
    StartOver,
    /// Nobody knows.
    Unknown,
}

/// A failure at a platform.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// What went wrong.
    pub code: ProblemCode,
    /// What is certain.
    pub verdict: Verdict,
    /// When another try is worth it, where the platform says so.
    pub wait: Option<Duration>,
    /// The platform's own words, bounded.
    pub detail: String,
}

impl Problem {
    /// With these words of the platform.
    pub fn new(code: ProblemCode, verdict: Verdict, detail: impl Into<String>) -> Self {
        let mut detail: String = detail.into();
        if let Some((cut, _)) = detail.char_indices().nth(300) {
            detail.truncate(cut);
        }
        Self { code, verdict, wait: None, detail }
    }

    /// Worth another try only after so long.
    #[must_use]
    pub fn after(self, wait: Duration) -> Self {
        Self { wait: Some(wait), ..self }
    }

    /// Of a call that only reads: its refusal says nothing about what is read.
    #[must_use]
    pub fn of_reading(self) -> Self {
        let verdict = if matches!(self.verdict, Verdict::Never | Verdict::StartOver) { Verdict::Again } else { self.verdict };
        Self { verdict, ..self }
    }

    /// Whether it may pass by itself.
    pub fn retryable(&self) -> bool {
        !matches!(self.verdict, Verdict::Never | Verdict::SignIn)
    }
}

impl From<model::Error> for Problem {
    fn from(error: model::Error) -> Self {
        Self::new(ProblemCode::Ours, Verdict::Again, error.to_string())
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code.as_str())
    }
}

/// What a call about social accounts fails with.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// Something here: rights, fields, the database.
    #[error(transparent)]
    Here(#[from] model::Error),
    /// Something at the platform.
    #[error("{0}")]
    There(Problem),
}

impl From<Problem> for Error {
    fn from(problem: Problem) -> Self {
        Self::There(problem)
    }
}

impl From<model::ErrorCode> for Error {
    fn from(code: model::ErrorCode) -> Self {
        Self::Here(code.into())
    }
}
