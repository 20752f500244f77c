//! Signing in: a state that is bound to the session, lives ten minutes and works once.

use crate::{
    Account, Back, Platform, Problem, ProblemCode as Code, Result, Secret, SignIn, Social, Start, Verdict,
    store::{self, accounts::Save, flows::Flow},
};
use db::{hash, new_id, secret};
use model::{ErrorCode, UserId};

/// So long may a sign-in take.
pub const FLOW_MINUTES: i64 = 10;

/// What the platform sent the browser back with.
#[derive(Debug, Clone, Default)]
pub struct Callback {
    /// The state.
    pub state: Option<String>,
    /// The code, decoded once.
    pub code: Option<String>,
    /// What was refused.
    pub error: Option<String>,
    /// The platform's words for it.
    pub error_description: Option<String>,
}

fn place(state_hash: &str) -> String {
    format!("oauth_flows/{state_hash}/verifier")
}

impl Social {
    /// Begins a sign-in and returns the address to send the browser to. `session` is what only this browser has.
    pub async fn connect_start(&self, user: UserId, session: &str, platform: Platform, sign_in: SignIn, redirect_uri: &str) -> Result<String> {
        let connector = self.connector(platform)?;
        if sign_in == SignIn::Facebook && platform != Platform::Instagram {
            return Err(ErrorCode::BadRequest.into());
        }
        let (state, verifier) = (secret(), Secret::new(secret()));
        let address = connector.start(&Start { sign_in, state: &state, redirect_uri, verifier: &verifier })?;
        let state_hash = hash(&state);
        let now = self.now();
        let flow = Flow {
            user,
            platform,
            sign_in,
            verifier: self.0.keys.seal(&place(&state_hash), &verifier)?,
            redirect_uri: redirect_uri.to_owned(),
            session_hash: hash(session),
            expires_at: now + FLOW_MINUTES * 60_000,
        };
        let mut tx = self.0.db.write().await?;
        store::flows::delete_over(&mut tx, now).await?;
        store::flows::insert(&mut tx, &state_hash, &flow).await?;
        tx.commit().await?;
        Ok(address)
    }

    /// Ends a sign-in: the accounts that are connected now.
    ///
    /// # Errors
    /// `FlowOver` without a state, with one that was used or is too old, or in another session; `Denied`; what the
    /// platform says.
    pub async fn connect_callback(&self, user: UserId, session: &str, platform: Platform, callback: Callback) -> Result<Vec<Account>> {
        let over = |detail| Problem::new(Code::FlowOver, Verdict::Never, detail);
        let state = callback.state.filter(|state| state.len() <= 200).ok_or_else(|| over("no state"))?;
        let state_hash = hash(&state);
        // Taken before anything else: whatever comes of it, it does not work again.
        let mut tx = self.0.db.write().await?;
        let flow = store::flows::take(&mut tx, &state_hash).await?;
        tx.commit().await?;
        let flow = flow.ok_or_else(|| over("unknown or used"))?;
        if flow.expires_at <= self.now() || flow.user != user || flow.platform != platform || flow.session_hash != hash(session) {
            return Err(over("too old, or of another session").into());
        }
        if let Some(error) = callback.error {
            let code = if error == "access_denied" { Code::Denied } else { Code::Refused };
            return Err(Problem::new(code, Verdict::Never, callback.error_description.unwrap_or(error)).into());
        }
        let code = callback.code.filter(|code| (1..=4000).contains(&code.len())).ok_or_else(|| over("no code"))?;
        let verifier = self.0.keys.open(&place(&state_hash), &flow.verifier)?;
        let connector = self.connector(platform)?;
        let back = Back { sign_in: flow.sign_in, code: &code, redirect_uri: &flow.redirect_uri, verifier: &verifier };
        let connected = connector.connect(&back).await?;
        let mut ids = Vec::new();
        let mut tx = self.0.db.write().await?;
        for account in &connected {
            // Connected again it is the same account: everything that hangs on it stays.
            let id = store::accounts::id_of(&mut tx, user, platform, &account.remote_id).await?.unwrap_or_else(new_id);
            let sealed = self.seal(id, &account.tokens)?;
            let now = self.now();
            let save = Save {
                id,
                user,
                platform,
                remote_id: &account.remote_id,
                sign_in: flow.sign_in,
                name: &account.name,
                picture_url: &account.picture_url,
                scope: &account.tokens.scope,
                access: &sealed.0,
                refresh: sealed.1.as_deref(),
                access_until: now.saturating_add(account.tokens.access_lives),
                refresh_until: account.tokens.refresh_lives.map(|lives| now.saturating_add(lives)),
                now,
            };
            store::accounts::save(&mut tx, &save).await?;
            ids.push(id);
        }
        tx.commit().await?;
        let mut accounts = Vec::new();
        for id in ids {
            accounts.extend(store::accounts::get(&self.0.db, id).await?);
        }
        for account in &accounts {
            self.changed_account(user, account.id);
        }
        tracing::info!(platform = platform.code(), accounts = accounts.len(), "connected");
        Ok(accounts)
    }
}
