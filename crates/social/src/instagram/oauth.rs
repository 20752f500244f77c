//! Both sign-ins.

use super::{Instagram, api::json};
use crate::{Access, Back, Connected, Problem, ProblemCode as Code, Secret, SignIn, SignsIn, Start, Tokens, Verdict};
use async_trait::async_trait;
use serde_json::Value;
use std::time::Duration;
use url::Url;

const OWN: &str = "instagram_business_basic,instagram_business_content_publish,instagram_business_manage_comments,instagram_business_manage_insights";
const FACEBOOK: &str = "instagram_basic,instagram_content_publish,instagram_manage_comments,instagram_manage_insights,pages_show_list,\
                        pages_read_engagement,business_management";

fn text(value: &Value, name: &str) -> String {
    // Ids come as text and as numbers.
    value[name].as_str().map_or_else(|| value[name].as_u64().map(|id| id.to_string()).unwrap_or_default(), str::to_owned)
}

fn tokens(body: &Value, scope: &str) -> Result<Tokens, Problem> {
    let access = body["access_token"].as_str().ok_or_else(|| Problem::new(Code::BadAnswer, Verdict::Unknown, "an answer without access_token"))?;
    // Facebook leaves the end out where there is none; sixty days is what is told of the others.
    let lives = body["expires_in"].as_i64().unwrap_or(60 * 86_400) * 1000;
    Ok(Tokens { access: Secret::new(access), refresh: None, access_lives: lives, refresh_lives: None, scope: scope.to_owned() })
}

#[async_trait]
impl SignsIn for Instagram {
    async fn connect(&self, back: &Back<'_>) -> Result<Vec<Connected>, Problem> {
        match back.sign_in {
            SignIn::Own => self.by_instagram(back).await,
            SignIn::Facebook => self.by_facebook(back).await,
        }
    }

    fn refresh_before(&self, sign_in: SignIn) -> Option<Duration> {
        // A token of sixty days: a week leaves time for many tries.
        (sign_in == SignIn::Own).then_some(Duration::from_secs(7 * 86_400))
    }

    async fn revoke(&self, _: &Access, _: Option<&Secret>) -> Result<(), Problem> {
        Err(Problem::new(Code::NotOffered, Verdict::Never, ""))
    }

    fn start(&self, start: &Start<'_>) -> Result<String, Problem> {
        let settings = &self.settings;
        let (address, app, scope) = match start.sign_in {
            SignIn::Own => (format!("{}/oauth/authorize", settings.www), &settings.own, OWN),
            SignIn::Facebook => (format!("{}/{}/dialog/oauth", settings.facebook_www, settings.version), &settings.facebook, FACEBOOK),
        };
        let fields =
            [("client_id", &*app.id), ("redirect_uri", start.redirect_uri), ("response_type", "code"), ("scope", scope), ("state", start.state)];
        Url::parse_with_params(&address, fields)
            .map(String::from)
            .map_err(|_| Problem::new(Code::AppWrong, Verdict::Never, "the address of Instagram's sign-in is wrong"))
    }

    async fn refresh(&self, sign_in: SignIn, access: &Secret, _: Option<&Secret>) -> Result<Tokens, Problem> {
        if sign_in == SignIn::Facebook {
            return Err(Problem::new(Code::SignInAgain, Verdict::SignIn, "Facebook has no call to refresh"));
        }
        let query = [("grant_type", "ig_refresh_token"), ("access_token", access.expose())];
        let answer = self.http.send(self.http.client.get(format!("{}/refresh_access_token", self.settings.graph)).query(&query)).await?;
        tokens(&json(&answer)?, "")
    }
}

impl Instagram {
    pub(super) async fn by_instagram(&self, back: &Back<'_>) -> Result<Vec<Connected>, Problem> {
        let app = &self.settings.own;
        let fields = [
            ("client_id", app.id.as_str()),
            ("client_secret", app.secret.expose()),
            ("grant_type", "authorization_code"),
            ("redirect_uri", back.redirect_uri),
            ("code", back.code.trim_end_matches("#_")),
        ];
        let answer = self.http.send(self.http.client.post(format!("{}/oauth/access_token", self.settings.api)).form(&fields)).await?;
        let body = answer.json()?;
        if let Some(message) = body["error_message"].as_str() {
            return Err(Problem::new(Code::CodeRefused, Verdict::Never, message));
        }
        // Wrapped by the page, flat by clients.
        let short = if body["data"][0].is_object() { &body["data"][0] } else { &body };
        let scope = match &short["permissions"] {
            Value::Array(all) => all.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(","),
            other => other.as_str().unwrap_or_default().to_owned(),
        };
        if !scope.split(',').any(|one| one == "instagram_business_content_publish") {
            return Err(Problem::new(Code::PermissionMissing, Verdict::Never, "instagram_business_content_publish"));
        }
        let short = tokens(short, &scope)?;
        let query = [("grant_type", "ig_exchange_token"), ("client_secret", app.secret.expose()), ("access_token", short.access.expose())];
        let long = json(&self.http.send(self.http.client.get(format!("{}/access_token", self.settings.graph)).query(&query)).await?)?;
        let tokens = tokens(&long, &scope)?;
        let access = self.access(SignIn::Own, &tokens);
        let me = self.get(&access, "me", &[("fields", "user_id,username,name,profile_picture_url,account_type")]).await?;
        if me["account_type"] == "PERSONAL" {
            return Err(Problem::new(Code::NoBusinessAccount, Verdict::Never, "PERSONAL"));
        }
        let connected =
            Connected { remote_id: text(&me, "user_id"), name: text(&me, "username"), picture_url: text(&me, "profile_picture_url"), tokens };
        if connected.remote_id.is_empty() {
            Err(Problem::new(Code::BadAnswer, Verdict::Never, "an answer without user_id"))
        } else {
            Ok(vec![connected])
        }
    }

    /// Every page with a linked account is connected; it publishes with the page's token.
    pub(super) async fn by_facebook(&self, back: &Back<'_>) -> Result<Vec<Connected>, Problem> {
        let app = &self.settings.facebook;
        let address = format!("{}/{}/oauth/access_token", self.settings.facebook_graph, self.settings.version);
        let id = [("client_id", app.id.as_str()), ("client_secret", app.secret.expose())];
        let code = [("redirect_uri", back.redirect_uri), ("code", back.code)];
        let short = self.http.send(self.http.client.get(&address).query(&id).query(&code)).await?;
        let refused = |problem: Problem| if problem.verdict == Verdict::Never { Problem { code: Code::CodeRefused, ..problem } } else { problem };
        let short = tokens(&json(&short).map_err(refused)?, "")?;
        let exchange = [("grant_type", "fb_exchange_token"), ("fb_exchange_token", short.access.expose())];
        let long = tokens(&json(&self.http.send(self.http.client.get(&address).query(&id).query(&exchange)).await?)?, "")?;
        let access = self.access(SignIn::Facebook, &long);
        let permissions = self.get(&access, "me/permissions", &[]).await?;
        let granted = permissions["data"].as_array().into_iter().flatten().filter(|one| one["status"] == "granted");
        let scope = granted.filter_map(|one| one["permission"].as_str()).collect::<Vec<_>>().join(",");
        if !scope.split(',').any(|one| one == "instagram_content_publish") {
            return Err(Problem::new(Code::PermissionMissing, Verdict::Never, "instagram_content_publish"));
        }
        let fields = [("fields", "id,name,access_token,instagram_business_account"), ("limit", "100")];
        let pages = self.get(&access, "me/accounts", &fields).await?;
        let mut all = Vec::new();
        for page in pages["data"].as_array().into_iter().flatten() {
            let remote_id = text(&page["instagram_business_account"], "id");
            if remote_id.is_empty() {
                continue;
            }
            let tokens = Tokens { access_lives: long.access_lives, ..tokens(page, &scope)? };
            let access = self.access(SignIn::Facebook, &tokens);
            let account = self.get(&access, &remote_id, &[("fields", "username,name,profile_picture_url")]).await?;
            all.push(Connected { remote_id, name: text(&account, "username"), picture_url: text(&account, "profile_picture_url"), tokens });
        }
        if all.is_empty() { Err(Problem::new(Code::NoBusinessAccount, Verdict::Never, "no page with a linked account")) } else { Ok(all) }
    }

    fn access(&self, sign_in: SignIn, tokens: &Tokens) -> Access {
        Access {
            account: db::new_id(),
            remote_id: String::new(),
            name: String::new(),
            sign_in,
            scope: tokens.scope.clone(),
            token: tokens.access.clone(),
            version: 0,
        }
    }
}
