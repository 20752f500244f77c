//! Signing in.

use super::TikTok;
use crate::{Access, Back, Connected, Problem, ProblemCode as Code, Secret, SignIn, SignsIn, Start, Tokens, Verdict, media::hex};
use async_trait::async_trait;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::time::Duration;
use url::Url;

const SCOPES: &str = "user.info.basic,user.info.profile,user.info.stats,video.list,video.upload,video.publish";
const USER: &str = "/v2/user/info/?fields=open_id,union_id,avatar_url,display_name,username";

#[async_trait]
impl SignsIn for TikTok {
    fn refresh_before(&self, _: SignIn) -> Option<Duration> {
        Some(Duration::from_secs(45 * 60))
    }

    fn start(&self, start: &Start<'_>) -> Result<String, Problem> {
        // TikTok's own kind of PKCE: the hash in lowercase hex.
        let challenge = hex(&Sha256::digest(start.verifier.expose().as_bytes()));
        let fields = [
            ("client_key", self.settings.client_key.as_str()),
            ("scope", SCOPES),
            ("response_type", "code"),
            ("redirect_uri", start.redirect_uri),
            ("state", start.state),
            ("code_challenge", &challenge),
            ("code_challenge_method", "S256"),
        ];
        Url::parse_with_params(&format!("{}/v2/auth/authorize/", self.settings.www), fields)
            .map(String::from)
            .map_err(|_| Problem::new(Code::AppWrong, Verdict::Never, "the address of TikTok's sign-in is wrong"))
    }

    async fn connect(&self, back: &Back<'_>) -> Result<Vec<Connected>, Problem> {
        let fields = [
            ("code", back.code),
            ("grant_type", "authorization_code"),
            ("redirect_uri", back.redirect_uri),
            ("code_verifier", back.verifier.expose()),
        ];
        let body = self.tokens(&fields).await?;
        let tokens = tokens(&body)?;
        if !tokens.scope.split(',').any(|scope| scope == "video.publish") {
            return Err(Problem::new(Code::PermissionMissing, Verdict::Never, "video.publish"));
        }
        let remote_id = text(&body, "open_id");
        if remote_id.is_empty() {
            return Err(Problem::new(Code::BadAnswer, Verdict::Never, "an answer without open_id"));
        }
        let access = Access {
            account: db::new_id(),
            remote_id: remote_id.clone(),
            name: String::new(),
            sign_in: back.sign_in,
            scope: tokens.scope.clone(),
            token: tokens.access.clone(),
            version: 0,
        };
        let user = self.get(&access, USER).await?;
        let user = &user["user"];
        // The user name is what addresses are made of; the other one may be anything, and changes.
        let name = Some(text(user, "username")).filter(|name| !name.is_empty()).unwrap_or_else(|| text(user, "display_name"));
        Ok(vec![Connected { remote_id, name, picture_url: text(user, "avatar_url"), tokens }])
    }

    async fn refresh(&self, _: SignIn, _: &Secret, refresh: Option<&Secret>) -> Result<Tokens, Problem> {
        let Some(refresh) = refresh else { return Err(Problem::new(Code::SignInAgain, Verdict::SignIn, "there is no refresh token")) };
        let body = self.tokens(&[("grant_type", "refresh_token"), ("refresh_token", refresh.expose())]).await?;
        tokens(&body)
    }

    async fn revoke(&self, access: &Access, _: Option<&Secret>) -> Result<(), Problem> {
        let request = self.http.client.post(format!("{}/v2/oauth/revoke/", self.settings.api));
        let fields = [
            ("client_key", self.settings.client_key.as_str()),
            ("client_secret", self.settings.client_secret.expose()),
            ("token", access.token.expose()),
        ];
        let answer = self.http.send(request.form(&fields)).await?;
        // A token that is over already is as good as given back.
        if answer.status < 500 { Ok(()) } else { Err(Problem::new(Code::PlatformDown, Verdict::Again, format!("HTTP {}", answer.status))) }
    }
}

impl TikTok {
    /// The token call: flat, and its errors may come with HTTP 200.
    async fn tokens(&self, fields: &[(&str, &str)]) -> Result<Value, Problem> {
        let request = self.http.client.post(format!("{}/v2/oauth/token/", self.settings.api));
        let mut all = vec![("client_key", self.settings.client_key.as_str()), ("client_secret", self.settings.client_secret.expose())];
        all.extend_from_slice(fields);
        let answer = self.http.send(request.form(&all)).await?;
        let body = answer.json()?;
        let Some(error) = body["error"].as_str() else {
            let fine = answer.status < 300 && body["access_token"].is_string();
            return if fine { Ok(body) } else { Err(Problem::new(Code::BadAnswer, Verdict::Unknown, format!("HTTP {}", answer.status))) };
        };
        let detail = format!("{error}: {}", text(&body, "error_description"));
        Err(match error {
            "invalid_grant" if fields.iter().any(|field| field.0 == "code") => Problem::new(Code::CodeRefused, Verdict::Never, detail),
            "invalid_grant" => Problem::new(Code::SignInAgain, Verdict::SignIn, detail),
            "invalid_client" => Problem::new(Code::AppWrong, Verdict::Never, detail),
            "invalid_request" => Problem::new(Code::CodeRefused, Verdict::Never, detail),
            _ => Problem::new(Code::PlatformDown, Verdict::Again, detail),
        })
    }
}

pub(super) fn text(value: &Value, name: &str) -> String {
    value[name].as_str().unwrap_or_default().to_owned()
}

/// Lifetimes are read, never known beforehand.
fn tokens(body: &Value) -> Result<Tokens, Problem> {
    let lives = |name: &str| body[name].as_i64().map(|seconds| seconds * 1000);
    let (Some(access), Some(access_lives)) = (body["access_token"].as_str(), lives("expires_in")) else {
        return Err(Problem::new(Code::BadAnswer, Verdict::Unknown, json!({ "without": "access_token or expires_in" }).to_string()));
    };
    Ok(Tokens {
        access: Secret::new(access),
        refresh: body["refresh_token"].as_str().filter(|token| !token.is_empty()).map(Secret::new),
        access_lives,
        refresh_lives: lives("refresh_expires_in"),
        scope: text(body, "scope"),
    })
}
