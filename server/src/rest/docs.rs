//! `/api/docs`: the API's description for people, made from the same OpenAPI. No script.

use axum::{
    http::{HeaderValue, header},
    response::{Html, IntoResponse, Response},
};
use base64::{Engine, engine::general_purpose::STANDARD};
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::{fmt::Write, sync::Arc};
use utoipa::openapi::OpenApi;

const STYLE: &str = "\
:root{color-scheme:light dark;--line:#d4d4d8;--soft:#52525b;--accent:#4f46e5}\
@media(prefers-color-scheme:dark){:root{--line:#3f3f46;--soft:#a1a1aa;--accent:#a5b4fc}body{background:#1a1a1a;color:#ececf1}}\
body{font:16px/1.5 system-ui,sans-serif;max-width:52rem;margin:2rem auto;padding:0 1rem}\
a{color:var(--accent)}code,pre{font:14px/1.5 ui-monospace,monospace}\
section{border-top:1px solid var(--line);padding:1rem 0}h2{font-size:1.1rem;margin:0;overflow-wrap:anywhere}\
h2 b{color:var(--accent)}p,dl{margin:.5rem 0}dt{font-weight:600}dd{margin:0 0 .25rem 1rem;color:var(--soft)}";

/// The page, written once at the start.
#[derive(Debug, Clone)]
pub struct Page {
    html: Arc<str>,
    policy: HeaderValue,
}

impl Page {
    /// Writes it.
    pub fn new(openapi: &OpenApi) -> Self {
        let api = serde_json::to_value(openapi).unwrap_or_default();
        let hash = STANDARD.encode(Sha256::digest(STYLE));
        let policy = format!("default-src 'none'; style-src 'sha256-{hash}'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'");
        Self { html: html(&api).into(), policy: HeaderValue::from_str(&policy).expect("words and base64 are a header's value") }
    }
}

impl IntoResponse for Page {
    fn into_response(self) -> Response {
        ([(header::CONTENT_SECURITY_POLICY, self.policy)], Html(self.html.to_string())).into_response()
    }
}

/// Text as it stands in HTML.
pub fn escape(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            other => safe.push(other),
        }
    }
    safe
}

/// Escaped, and what stands between backquotes as code.
fn prose(text: &str) -> String {
    let pieces = text.split('`').enumerate();
    pieces.map(|(at, piece)| if at % 2 == 1 { format!("<code>{}</code>", escape(piece)) } else { escape(piece) }).collect()
}

fn html(api: &Value) -> String {
    let mut page = format!(
        "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\
         <title>Huntaze API</title><style>{STYLE}</style></head><body><main><h1>Huntaze API</h1><p>{}</p>\
         <p>For programs: <a href=\"/api/openapi.json\">/api/openapi.json</a></p>",
        prose(api["info"]["description"].as_str().unwrap_or_default())
    );
    for (path, methods) in api["paths"].as_object().into_iter().flatten() {
        for (method, operation) in methods.as_object().into_iter().flatten() {
            operation_html(&mut page, api, path, method, operation);
        }
    }
    page.push_str("</main></body></html>");
    page
}

fn operation_html(page: &mut String, api: &Value, path: &str, method: &str, operation: &Value) {
    let summary = prose(operation["summary"].as_str().unwrap_or_default());
    add(page, format_args!("<section><h2><b>{}</b> <code>{}</code></h2><p>{summary}</p><dl>", method.to_uppercase(), escape(path)));
    for parameter in operation["parameters"].as_array().into_iter().flatten() {
        let name = parameter["name"].as_str().unwrap_or_default();
        term(page, &format!("{name} ({})", parameter["in"].as_str().unwrap_or_default()), parameter["description"].as_str().unwrap_or("an id"));
    }
    for (kind, body) in operation["requestBody"]["content"].as_object().into_iter().flatten() {
        term(page, "Body", &format!("`{kind}`"));
        fields(page, api, &body["schema"]);
    }
    for (status, response) in operation["responses"].as_object().into_iter().flatten() {
        term(page, status, response["description"].as_str().unwrap_or_default());
        if status.starts_with('2') {
            for body in response["content"].as_object().into_iter().flat_map(|kinds| kinds.values()) {
                fields(page, api, &body["schema"]);
            }
        }
    }
    page.push_str("</dl></section>");
}

/// The fields of a body, those of list rows too.
fn fields(page: &mut String, api: &Value, schema: &Value) {
    let schema = resolve(api, schema);
    let required: Vec<&str> = schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    for (name, field) in schema["properties"].as_object().into_iter().flatten() {
        let kind = match &field["type"] {
            Value::Array(kinds) => kinds.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(" or "),
            kind => kind.as_str().unwrap_or("object").to_owned(),
        };
        let left_out = if required.contains(&name.as_str()) || kind.contains("null") { "" } else { ", may be left out" };
        let about = field["description"].as_str().map(|about| format!(": {about}")).unwrap_or_default();
        add(page, format_args!("<dd><code>{}</code> {kind}{left_out}{}</dd>", escape(name), prose(&about)));
        if kind == "array" {
            fields(page, api, &field["items"]);
        }
    }
}

fn resolve<'a>(api: &'a Value, schema: &'a Value) -> &'a Value {
    schema["$ref"].as_str().and_then(|reference| reference.strip_prefix('#')).and_then(|pointer| api.pointer(pointer)).unwrap_or(schema)
}

fn term(page: &mut String, name: &str, about: &str) {
    add(page, format_args!("<dt>{}</dt><dd>{}</dd>", escape(name), prose(about)));
}

fn add(page: &mut String, text: std::fmt::Arguments<'_>) {
    page.write_fmt(text).expect("writing to a String cannot fail");
}
