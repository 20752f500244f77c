//! What requests carry. Whatever cannot be read is answered by a problem that says what is wrong with it.

use crate::{problem::Problem, rest::JSON_MAX};
use axum::{
    extract::{FromRequest, FromRequestParts, Path, Request},
    http::{header, request::Parts},
};
use futures::StreamExt;
use model::ErrorCode;
use serde::de::DeserializeOwned;
use std::str::FromStr;

/// A JSON body.
#[derive(Debug)]
pub struct Body<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Body<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, _: &S) -> Result<Self, Problem> {
        if !is_json(&request) {
            return Err(ErrorCode::WrongType.into());
        }
        let bytes = read(request, JSON_MAX).await?;
        let text = std::str::from_utf8(&bytes).map_err(|error| {
            Problem::because(ErrorCode::BadRequest, format!("The body is not UTF-8 (byte {}). Send JSON as UTF-8.", error.valid_up_to()))
        })?;
        serde_json::from_str(text).map(Self).map_err(|error| Problem::because(ErrorCode::BadRequest, format!("The JSON cannot be read: {error}.")))
    }
}

fn is_json(request: &Request) -> bool {
    let kind = request.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let kind = kind.split(';').next().unwrap_or_default().trim();
    kind.eq_ignore_ascii_case("application/json")
}

/// The whole body, if it is within its bound.
pub async fn read(request: Request, max: usize) -> Result<Vec<u8>, Problem> {
    let too_large = || Problem::because(ErrorCode::TooLarge, format!("The body has more than {max} bytes, the most that is taken here."));
    let announced = request.headers().get(header::CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse::<usize>().ok());
    if announced.is_some_and(|length| length > max) {
        return Err(too_large());
    }
    let mut body = Vec::with_capacity(announced.unwrap_or_default());
    let mut pieces = request.into_body().into_data_stream();
    while let Some(piece) = pieces.next().await {
        let piece = piece.map_err(|_| Problem::because(ErrorCode::BadRequest, "The body ended before it was complete."))?;
        if body.len() + piece.len() > max {
            return Err(too_large());
        }
        body.extend_from_slice(&piece);
    }
    Ok(body)
}

/// The id in the path. What is no id names nothing.
#[derive(Debug)]
pub struct Id<T>(pub T);

impl<T: FromStr, S: Send + Sync> FromRequestParts<S> for Id<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let Ok(Path(text)) = Path::<String>::from_request_parts(parts, state).await else {
            return Err(not_an_id());
        };
        text.parse().map(Self).map_err(|_| not_an_id())
    }
}

/// The two ids in the path.
#[derive(Debug)]
pub struct Ids<T, U>(pub T, pub U);

impl<T: FromStr, U: FromStr, S: Send + Sync> FromRequestParts<S> for Ids<T, U> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let Ok(Path((first, second))) = Path::<(String, String)>::from_request_parts(parts, state).await else {
            return Err(not_an_id());
        };
        match (first.parse(), second.parse()) {
            (Ok(first), Ok(second)) => Ok(Self(first, second)),
            _ => Err(not_an_id()),
        }
    }
}

/// The three ids in the path.
#[derive(Debug)]
pub struct Ids3<T, U, V>(pub T, pub U, pub V);

impl<T: FromStr, U: FromStr, V: FromStr, S: Send + Sync> FromRequestParts<S> for Ids3<T, U, V> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let Ok(Path((first, second, third))) = Path::<(String, String, String)>::from_request_parts(parts, state).await else {
            return Err(not_an_id());
        };
        match (first.parse(), second.parse(), third.parse()) {
            (Ok(first), Ok(second), Ok(third)) => Ok(Self(first, second, third)),
            _ => Err(not_an_id()),
        }
    }
}

fn not_an_id() -> Problem {
    Problem::because(ErrorCode::NotFound, "There is nothing here: ids look like 0190d7b4-7c1e-7c3a-9c55-2f1f6f0c8a11.")
}

/// The query of an address.
#[derive(Debug)]
pub struct Asked<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequestParts<S> for Asked<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        axum::extract::Query::from_request_parts(parts, state)
            .await
            .map(|axum::extract::Query(query)| Self(query))
            .map_err(|error| Problem::because(ErrorCode::BadRequest, format!("{}.", error.body_text())))
    }
}
