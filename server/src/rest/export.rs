//! `/api/content/{id}/export`.

use super::extract::{Asked, Id};
use crate::{
    problem::{Document, Problem},
    start::App,
};
use axum::{
    Extension,
    extract::State,
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use model::{ContentId, content::Content};
use serde::Deserialize;
use services::Caller;

use utoipa_axum::{router::OpenApiRouter, routes};

pub(super) fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(export))
}

#[derive(Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct ExportQuery {
    /// `markdown` (the default), `html` or `text`.
    #[serde(default)]
    #[param(value_type = Option<String>)]
    pub(super) format: Format,
}

#[derive(Deserialize, Default, Clone, Copy)]
#[serde(rename_all = "lowercase")]
pub(super) enum Format {
    #[default]
    Markdown,
    Html,
    Text,
}

/// A post as a file.
#[utoipa::path(get, path = "/api/content/{id}/export", tag = "content", params(("id" = String, Path, format = "uuid"), ExportQuery), responses(
    (status = 200, description = "The file", content((String = "text/markdown"), (String = "text/html"), (String = "text/plain"))),
    (status = 404, description = "`not_found`", body = Document, content_type = "application/problem+json"),
))]
async fn export(
    State(app): State<App>,
    Extension(caller): Extension<Caller>,
    Id(id): Id<ContentId>,
    Asked(query): Asked<ExportQuery>,
) -> Result<Response, Problem> {
    let (reader, _) = app.services.reader(&caller, id).await?;
    let Content { title, markdown, html, text, .. } = app.services.content(reader, id).await?;
    Ok(file(query.format, &title, Texts { markdown: &markdown, html: &html, text: &text }))
}

/// A body in every format.
pub(super) struct Texts<'a> {
    pub(super) markdown: &'a str,
    pub(super) html: &'a str,
    pub(super) text: &'a str,
}

/// A file to be kept, named by its title.
pub(super) fn file(format: Format, title: &str, texts: Texts<'_>) -> Response {
    let (ending, kind, body) = match format {
        Format::Markdown => ("md", "text/markdown; charset=utf-8", under("# ", title, texts.markdown)),
        Format::Html => ("html", "text/html; charset=utf-8", page(title, texts.html)),
        Format::Text => ("txt", "text/plain; charset=utf-8", under("", title, texts.text)),
    };
    let mut response = ([(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, "no-store")], body).into_response();
    if let Ok(disposition) = HeaderValue::from_str(&disposition(title, ending)) {
        response.headers_mut().insert(header::CONTENT_DISPOSITION, disposition);
    }
    response
}

fn under(sign: &str, title: &str, text: &str) -> String {
    if title.is_empty() { text.to_owned() } else { format!("{sign}{}\n\n{text}", title.replace('\n', " ")) }
}

fn page(title: &str, html: &str) -> String {
    let title = super::docs::escape(title);
    let heading = if title.is_empty() { String::new() } else { format!("<h1>{title}</h1>\n") };
    format!("<!DOCTYPE html>\n<html>\n<head>\n<meta charset=\"utf-8\">\n<title>{title}</title>\n</head>\n<body>\n{heading}{html}\n</body>\n</html>\n")
}

/// A file name that every system takes, and the full title for browsers that understand RFC 8187.
fn disposition(title: &str, ending: &str) -> String {
    let words = |keep: fn(char) -> bool| {
        let kept: String = title.chars().map(|c| if keep(c) { c } else { ' ' }).take(80).collect();
        kept.split_whitespace().collect::<Vec<_>>().join("-")
    };
    let plain = words(|c| c.is_ascii_alphanumeric() || c == '_');
    let plain = if plain.is_empty() { "post" } else { &plain };
    let full = words(|c| c.is_alphanumeric() || c == '_');
    let full = if full.is_empty() { plain } else { &full };
    let encoded: String = full
        .bytes()
        .map(|byte| if byte.is_ascii_alphanumeric() || b"-_".contains(&byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect();
    format!("attachment; filename=\"{plain}.{ending}\"; filename*=UTF-8''{encoded}.{ending}")
}

#[cfg(test)]
mod tests {
    use super::disposition;

    #[test]
    fn a_title_becomes_a_file_name_that_cannot_leave_its_header() {
        assert_eq!(disposition("Été: \"quoi\"?\r\nX: 1", "md"), "attachment; filename=\"t-quoi-X-1.md\"; filename*=UTF-8''%C3%89t%C3%A9-quoi-X-1.md");
        assert_eq!(disposition("../../", "txt"), "attachment; filename=\"post.txt\"; filename*=UTF-8''post.txt");
    }
}
