//! The one error that every slice returns and every screen and API answer is made of.

use serde::{Deserialize, Serialize};

/// What a fallible call of a slice returns.
pub type Result<T, E = Error> = std::result::Result<T, E>;

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident = $text:literal, $status:literal, $say:literal;)+) => {
        /// What went wrong. The text form is stable: clients of the REST API may match on it.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum ErrorCode { $($(#[$doc])* $name,)+ }

        impl ErrorCode {
            /// All codes, for documentation and for checking that each one is translated.
            pub const ALL: &[Self] = &[$(Self::$name,)+];

            /// The stable text, as in `"code": "not_found"`.
            pub fn as_str(self) -> &'static str { match self { $(Self::$name => $text,)+ } }

            /// The HTTP status that carries it.
            pub fn status(self) -> u16 { match self { $(Self::$name => $status,)+ } }

            /// What happened and what to do, in English; screens have their own translations.
            pub fn message(self) -> &'static str { match self { $(Self::$name => $say,)+ } }
        }
    };
}

codes! {
    /// One or more fields are wrong; `fields` says which.
    Invalid = "invalid", 422, "Some fields need another look.";
    /// The request could not be read at all.
    BadRequest = "bad_request", 400, "The request could not be read. Check its form against the API's description.";
    /// Nobody is signed in.
    SignInNeeded = "sign_in_needed", 401, "Sign in first.";
    /// Sign-in with a wrong pair: says nothing about which half is wrong.
    WrongCredentials = "wrong_credentials", 401, "This e-mail address and password do not match.";
    /// The password that confirms an action is wrong.
    WrongPassword = "wrong_password", 422, "This is not your password.";
    /// Known, but not allowed.
    Forbidden = "forbidden", 403, "Your role does not allow this.";
    /// The request comes from another site.
    CrossSite = "cross_site", 403, "This request came from another site and was refused. Open the page here and try again.";
    /// Not there, or not for the one who asks.
    NotFound = "not_found", 404, "There is nothing here, or it is not shared with you.";
    /// The route is there, the method is not.
    MethodNotAllowed = "method_not_allowed", 405, "This address does not take that method.";
    /// Somebody has this address already.
    EmailTaken = "email_taken", 409, "There is an account with this e-mail address already. Sign in, or use another address.";
    /// No account has this address.
    UnknownPerson = "unknown_person", 422, "Nobody with this e-mail address has an account here. Ask them to sign up first.";
    /// The owner's own place among the collaborators can't be changed.
    OwnerStays = "owner_stays", 409, "The owner's role cannot be changed or removed.";
    /// The last administrator can't be demoted or deleted.
    LastAdmin = "last_admin", 409, "This is the last administrator. Make another one first.";
    /// As many as are allowed are there.
    LimitReached = "limit_reached", 409, "You have as many of these as you can have. Remove one first.";
    /// The person is a collaborator already.
    AlreadyShared = "already_shared", 409, "This person already has access. Change their role in the list.";
    /// An account of another platform that somebody has connected here.
    AccountTaken = "account_taken", 409, "This account is connected here already. Ask the one who has it to let you in.";
    /// A connected account that is disconnected, or asks for its person: nothing goes out through it.
    AccountWaits = "account_waits", 409, "This account is disconnected or asks you to sign in. Reconnect it, then try again.";
    /// What was to be changed has moved on meanwhile.
    TooLate = "too_late", 409, "It has moved on meanwhile. Look at how it is now.";
    /// The campaign that a message is part of was ended.
    CampaignEnded = "campaign_ended", 409, "The campaign of this message was ended: it will not be sent. Write it anew if the fan is to get it.";
    /// An invitation to this address waits already.
    AlreadyInvited = "already_invited", 409, "This address has an invitation already. Send it again from the list of invitations.";
    /// An invitation to one's own address.
    OwnAddress = "own_address", 422, "This is your own e-mail address. Invite somebody else.";
    /// An invitation is bound to the address that it was sent to.
    OtherAddress = "other_address", 403, "This invitation was sent to another e-mail address. Sign in with that address.";
    /// A link asks for a password.
    LinkPasswordNeeded = "link_password_needed", 401, "This link asks for a password. Get it from the one who sent you the link.";
    /// The password of a link is wrong.
    WrongLinkPassword = "wrong_link_password", 422, "This is not the password of this link.";
    /// A comment's anchor points nowhere.
    AnchorNotFound = "anchor_not_found", 422, "These words are not in the text. Quote them as they are there now, or leave the anchor out to comment on the whole post.";
    /// A one-time link that is used, too old or never was.
    LinkExpired = "link_expired", 410, "This link has expired or was used already. Ask for a new one.";
    /// The body is over its bound.
    TooLarge = "too_large", 413, "This is too large.";
    /// The content type is not one that this address takes.
    WrongType = "wrong_type", 415, "This content type is not taken here. Send JSON with content-type application/json.";
    /// Too many tries; `retry_after` says when again.
    TooMany = "too_many", 429, "Too many tries. Wait a moment and try again.";
    /// The disk is full.
    NoSpace = "no_space", 507, "The server has no room left for this. What was there is kept; try again later or tell the operator.";
    /// The server could not, and it is not the caller's fault.
    Internal = "internal", 500, "Something went wrong on our side. Try again; if it stays, tell the operator the request id.";
    /// A service outside does not answer, or does not take our key.
    OutsideUnavailable = "outside_unavailable", 503, "The other service does not answer. Nothing was changed; try again in a moment.";
    /// The database is busy, full or away; nothing was changed.
    Unavailable = "unavailable", 503, "The server cannot save right now. Nothing was changed; try again in a moment.";
}

/// What is wrong with one field. `problem` is a stable word (`required`, `too_short`, …).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldError {
    /// The field's name as it was sent.
    pub field: String,
    /// A stable word for the problem.
    pub problem: Problem,
    /// The bound that was crossed, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bound: Option<u32>,
}

/// What can be wrong with a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Problem {
    /// Nothing was given.
    Required,
    /// Shorter than `bound` characters.
    TooShort,
    /// Longer than `bound` characters.
    TooLong,
    /// Not an e-mail address.
    NotAnEmail,
    /// Among the passwords that are tried first.
    TooCommon,
    /// Not one of the values that can be chosen.
    UnknownValue,
    /// Not a picture that can be read (PNG, JPEG, WebP).
    NotAPicture,
    /// It is what it was.
    Unchanged,
    /// Another one has this name.
    Taken,
    /// A moment that has passed already, or is too far away.
    NotInTheFuture,
    /// Less than `bound`.
    TooSmall,
    /// More than `bound`.
    TooGreat,
}

/// An error: what happened, and what the one who reads it can do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[error("{}", code.as_str())]
pub struct Error {
    /// What went wrong.
    pub code: ErrorCode,
    /// The fields that are wrong, in the order of the form.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<FieldError>,
    /// Seconds until another try is worth it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retry_after: Option<u32>,
}

impl Error {
    /// One field is wrong.
    pub fn field(field: &str, problem: Problem) -> Self {
        Self::fields(vec![FieldError { field: field.to_owned(), problem, bound: None }])
    }

    /// Several fields are wrong.
    pub fn fields(fields: Vec<FieldError>) -> Self {
        Self { code: ErrorCode::Invalid, fields, retry_after: None }
    }

    /// Too many tries; the next one in so many seconds.
    pub fn too_many(retry_after: u32) -> Self {
        Self { code: ErrorCode::TooMany, fields: Vec::new(), retry_after: Some(retry_after.max(1)) }
    }

    /// Our fault. Logs the cause where it happens: the caller only learns that it did.
    pub fn is_ours(&self) -> bool {
        self.code.status() >= 500
    }
}

impl From<ErrorCode> for Error {
    fn from(code: ErrorCode) -> Self {
        Self { code, fields: Vec::new(), retry_after: None }
    }
}

/// Collects what is wrong with the fields of one form, so that all of it is said at once.
#[derive(Debug, Default)]
pub struct Check(Vec<FieldError>);

impl Check {
    /// Starts with nothing wrong.
    pub fn new() -> Self {
        Self::default()
    }

    /// Notes a problem with a field.
    pub fn wrong(&mut self, field: &str, problem: Problem) {
        self.0.push(FieldError { field: field.to_owned(), problem, bound: None });
    }

    /// The text must have between `min` and `max` characters; the problem is noted otherwise.
    pub fn length(&mut self, field: &str, text: &str, min: u32, max: u32) {
        let long = text.chars().count();
        let (problem, bound) = if long == 0 && min > 0 {
            (Problem::Required, None)
        } else if long < min as usize {
            (Problem::TooShort, Some(min))
        } else if long > max as usize {
            (Problem::TooLong, Some(max))
        } else {
            return;
        };
        self.0.push(FieldError { field: field.to_owned(), problem, bound });
    }

    /// The number must be between `min` and `max`; the problem is noted otherwise.
    pub fn range(&mut self, field: &str, number: u32, min: u32, max: u32) {
        let (problem, bound) = match number {
            number if number < min => (Problem::TooSmall, min),
            number if number > max => (Problem::TooGreat, max),
            _ => return,
        };
        self.0.push(FieldError { field: field.to_owned(), problem, bound: Some(bound) });
    }

    /// All fields are right, or the error that names those that are not.
    pub fn done(self) -> Result<()> {
        if self.0.is_empty() { Ok(()) } else { Err(Error::fields(self.0)) }
    }
}
