//! The built site: what the browser loads that is no page. Files may stand there compressed beforehand (`.br`).

use axum::{
    Router,
    extract::Request,
    http::{HeaderValue, header},
    middleware::{self, Next},
    response::Response,
};
use std::{fs, io, path::Path};
use tower_http::services::{ServeDir, ServeFile};

/// Routes for everything in the site's folder, as it is at the start.
///
/// # Errors
/// The folder can't be read; a folder that is not there has no files.
pub fn router<S: Clone + Send + Sync + 'static>(root: &Path) -> io::Result<Router<S>> {
    let mut router = Router::new();
    let entries = match fs::read_dir(root) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            tracing::warn!(folder = %root.display(), "there is no built site here; only the API works. Build it, or set LEPTOS_SITE_ROOT");
            return Ok(router);
        }
        Err(error) => return Err(error),
    };
    for entry in entries {
        let entry = entry?;
        let Ok(name) = entry.file_name().into_string() else {
            continue;
        };
        let path = format!("/{name}");
        if entry.file_type()?.is_dir() {
            let files = ServeDir::new(entry.path()).append_index_html_on_directories(false).precompressed_br();
            router = router.nest_service(&path, files);
        } else if !name.ends_with(".br") && !name.contains(['{', '}']) {
            let file = entry.path();
            let brotli = root.join(format!("{name}.br")).exists();
            let service = ServeFile::new(file);
            router = router.route_service(&path, if brotli { service.precompressed_br() } else { service });
        }
    }
    Ok(router.layer(middleware::from_fn(keep)))
}

/// A file whose name changes with its content is kept for ever; any other is asked about again.
async fn keep(request: Request, next: Next) -> Response {
    let hashed = is_hashed(request.uri().path());
    let mut response = next.run(request).await;
    let status = response.status();
    if status.is_success() || status == http::StatusCode::NOT_MODIFIED {
        let rule = if hashed { "public, max-age=31536000, immutable" } else { "public, no-cache" };
        response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static(rule));
    }
    response
}

/// The name of a folder under `pkg`: a hash of all that is in it.
pub fn is_hash(name: &str) -> bool {
    name.len() == 16 && name.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// The build names a folder under `pkg` by its content, esbuild writes `name-<8 capitals and digits>.js`.
fn is_hashed(path: &str) -> bool {
    let mut folders = path.split('/').skip(1);
    if folders.next() == Some("pkg") {
        return folders.next().is_some_and(is_hash);
    }
    let name = path.rsplit('/').next().unwrap_or_default();
    let stem = name.split('.').next().unwrap_or_default();
    let last = stem.rsplit_once('-').map(|(_, last)| last).unwrap_or_default();
    last.len() == 8 && last.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::is_hashed;

    #[test]
    fn only_names_with_a_hash_are_kept_for_ever() {
        for hashed in ["/pkg/0123456789abcdef/huntaze.wasm", "/editor/editor-7QX2ABCD.js"] {
            assert!(is_hashed(hashed), "{hashed}");
        }
        for plain in ["/favicon.svg", "/editor/manifest.json", "/pkg/huntaze.js", "/fonts/inter-variable.woff2"] {
            assert!(!is_hashed(plain), "{plain}");
        }
    }
}
