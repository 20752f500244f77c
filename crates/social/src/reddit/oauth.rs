//! Signing in.

use super::Reddit;
use crate::{Access, Back, Connected, Problem, ProblemCode as Code, Secret, SignIn, SignsIn, Start, Tokens, Verdict};
use async_trait::async_trait;
use serde_json::{Value, json};
use std::time::Duration;
use url::Url;

const SCOPES: &str = "identity submit read flair history edit";

#[async_trait]
impl SignsIn for Reddit {
    fn refresh_before(&self, _: SignIn) -> Option<Duration> {
        Some(Duration::from_secs(1800))
    }

    fn start(&self, start: &Start<'_>) -> Result<String, Problem> {
        let fields = [
            ("client_id", self.settings.client_id.as_str()),
            ("response_type", "code"),
            ("state", start.state),
            ("redirect_uri", start.redirect_uri),
            ("duration", "permanent"),
            ("scope", SCOPES),
        ];
        Url::parse_with_params(&format!("{}/api/v1/authorize", self.settings.authorize), fields)
            .map(String::from)
            .map_err(|_| Problem::new(Code::AppWrong, Verdict::Never, "the address of Reddit's sign-in is wrong"))
    }

    async fn connect(&self, back: &Back<'_>) -> Result<Vec<Connected>, Problem> {
        let fields = [("grant_type", "authorization_code"), ("code", back.code), ("redirect_uri", back.redirect_uri)];
        let tokens = self.tokens(&fields, Problem::new(Code::CodeRefused, Verdict::Never, "invalid_grant")).await?;
        if !tokens.scope.split([' ', ',']).any(|scope| scope == "submit" || scope == "*") {
            return Err(Problem::new(Code::PermissionMissing, Verdict::Never, "submit"));
        }
        let access = Access {
            account: db::new_id(),
            remote_id: String::new(),
            name: String::new(),
            sign_in: back.sign_in,
            scope: tokens.scope.clone(),
            token: tokens.access.clone(),
            version: 0,
        };
        let me = self.get(&access, "/api/v1/me", &[]).await?;
        let text = |name: &str| me[name].as_str().unwrap_or_default().to_owned();
        if text("id").is_empty() {
            return Err(Problem::new(Code::BadAnswer, Verdict::Never, "an answer without id"));
        }
        Ok(vec![Connected { remote_id: text("id"), name: text("name"), picture_url: text("icon_img"), tokens }])
    }

    async fn refresh(&self, _: SignIn, _: &Secret, refresh: Option<&Secret>) -> Result<Tokens, Problem> {
        let revoked = |detail| Problem::new(Code::SignInAgain, Verdict::SignIn, detail);
        let Some(refresh) = refresh else { return Err(revoked("there is no refresh token")) };
        let fields = [("grant_type", "refresh_token"), ("refresh_token", refresh.expose())];
        self.tokens(&fields, revoked("the refresh token is revoked")).await
    }

    async fn revoke(&self, access: &Access, refresh: Option<&Secret>) -> Result<(), Problem> {
        let (token, hint) = refresh.map_or((&access.token, "access_token"), |token| (token, "refresh_token"));
        let request = self.http.client.post(format!("{}/api/v1/revoke_token", self.settings.www));
        let request = request.basic_auth(&self.settings.client_id, Some(self.settings.client_secret.expose()));
        let answer = self.http.send(request.form(&[("token", token.expose()), ("token_type_hint", hint)])).await?;
        if answer.status < 500 { Ok(()) } else { Err(Problem::new(Code::PlatformDown, Verdict::Again, format!("HTTP {}", answer.status))) }
    }
}

impl Reddit {
    async fn tokens(&self, fields: &[(&str, &str)], refused: Problem) -> Result<Tokens, Problem> {
        let request = self.http.client.post(format!("{}/api/v1/access_token", self.settings.www)).form(fields);
        let request = request.basic_auth(&self.settings.client_id, Some(self.settings.client_secret.expose()));
        let answer = self.http.send(request).await?;
        let detail = format!("HTTP {}", answer.status);
        match answer.status {
            401 => return Err(Problem::new(Code::AppWrong, Verdict::Never, detail)),
            400 => return Err(refused),
            403 | 429 => return Err(Problem::new(Code::Throttled, Verdict::Again, detail)),
            500.. => return Err(Problem::new(Code::PlatformDown, Verdict::Unknown, detail)),
            _ => {}
        }
        let body = answer.json()?;
        if body["error"].is_string() || body["error"].is_number() {
            return Err(refused);
        }
        let (Some(access), Some(lives)) = (body["access_token"].as_str(), body["expires_in"].as_i64()) else {
            return Err(Problem::new(Code::BadAnswer, Verdict::Unknown, "an answer without access_token"));
        };
        Ok(Tokens {
            access: Secret::new(access),
            refresh: body["refresh_token"].as_str().map(Secret::new),
            access_lives: lives * 1000,
            refresh_lives: None,
            scope: body["scope"].as_str().unwrap_or_default().to_owned(),
        })
    }

    pub(super) async fn health(&self, access: &Access) -> Result<Value, Problem> {
        let (me, left) = self.me(access).await?;
        if me["is_suspended"] == true {
            return Err(Problem::new(Code::AccountRestricted, Verdict::Never, "is_suspended"));
        }
        Ok(json!({
            "link_karma": me["link_karma"], "comment_karma": me["comment_karma"], "requests_left": left.map(|(left, _)| left),
            "resets_in": left.map(|(_, seconds)| seconds),
        }))
    }
}
