//! What a client may say of itself: JSON, with the fields that our pages read held to their kind and size, and the
//! identity of its session.

use crate::wire::Bad;
use model::reader::Participant;
use serde_json::{Map, Value};

/// The longest id of a thread or a person, in bytes; ours have 36.
const ID_MAX: usize = 64;
/// The longest relative position, in bytes of JSON: two numbers and a name.
const POSITION_MAX: usize = 256;
/// The deepest that anything may nest: a cursor is two positions.
const DEPTH_MAX: u32 = 6;

/// The state with the session's identity in it; `None` is "I am not here".
pub(super) fn with_identity(state: &str, who: &Participant) -> Result<Option<String>, Bad> {
    let mut state: Map<String, Value> = match serde_json::from_str(state) {
        Ok(Value::Object(state)) => state,
        Ok(Value::Null) => return Ok(None),
        Ok(_) => return Err("presence is an object or null"),
        Err(_) => return Err("presence is not JSON"),
    };
    for (name, value) in &state {
        check(name, value)?;
    }
    let user = serde_json::to_value(who).expect("a person is always JSON");
    state.insert("user".to_owned(), user);
    Ok(Some(Value::Object(state).to_string()))
}

/// What is not known here goes through as it is, within the bound of the whole state.
fn check(name: &str, value: &Value) -> Result<(), Bad> {
    let (right, why) = match name {
        "typing" | "idle" | "away" => (value.is_boolean(), "typing, idle and away in presence are true or false"),
        "replying" | "following" => (value.as_str().is_some_and(|id| id.len() <= ID_MAX), "replying and following in presence are ids, or empty"),
        "view" => (value.is_null() || is_position(value), "view in presence is a relative position or null"),
        _ => (depth(value) <= DEPTH_MAX, "a value in presence nests too deep"),
    };
    if right { Ok(()) } else { Err(why) }
}

fn is_position(value: &Value) -> bool {
    value.is_object() && depth(value) <= 2 && value.to_string().len() <= POSITION_MAX
}

fn depth(value: &Value) -> u32 {
    match value {
        Value::Array(list) => 1 + list.iter().map(depth).max().unwrap_or(0),
        Value::Object(map) => 1 + map.values().map(depth).max().unwrap_or(0),
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::{UserId, accounts::Person};

    fn said(state: &str) -> Result<Option<String>, Bad> {
        let ada = Person { id: UserId(db::new_id::<UserId>().0), name: "Ada".into(), color: 3, picture: None };
        with_identity(state, &ada.into())
    }

    #[test]
    fn what_our_pages_say_goes_through() {
        let view = r#"{"type":{"client":4294967295,"clock":70},"tname":null,"item":{"client":1,"clock":2},"assoc":0}"#;
        let state = format!(r#"{{"typing":true,"idle":false,"away":false,"replying":"","cursor":{{"anchor":{view},"head":{view}}},"view":{view}}}"#);
        let kept: Value = serde_json::from_str(&said(&state).unwrap().unwrap()).unwrap();
        assert_eq!((&kept["typing"], &kept["view"]["item"]["clock"], &kept["user"]["name"]), (&true.into(), &2.into(), &"Ada".into()));
        assert!(said(r#"{"view":null,"lastSeen":5}"#).unwrap().is_some());
    }

    #[test]
    fn fields_of_another_kind_or_size_are_refused() {
        let long = format!(r#"{{"replying":"{}"}}"#, "x".repeat(65));
        let wide = format!(r#"{{"view":{{"tname":"{}"}}}}"#, "x".repeat(300));
        let deep = format!(r#"{{"cursor":{}1{}}}"#, "[".repeat(7), "]".repeat(7));
        for bad in [
            r#"{"typing":1}"#,
            r#"{"idle":"yes"}"#,
            r#"{"away":null}"#,
            r#"{"replying":5}"#,
            r#"{"view":7}"#,
            r#"{"view":{"a":{"b":{"c":1}}}}"#,
            &long,
            &wide,
            &deep,
        ] {
            assert!(said(bad).is_err(), "{bad}");
        }
    }
}
