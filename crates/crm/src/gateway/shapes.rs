//! The contract's shapes, read with care: ids are numbers here and texts there, amounts are dollars.

use jiff::Timestamp as Moment;
use serde::{Deserialize, Deserializer};
use serde_json::Value;

/// What every answer is in.
#[derive(Debug, Deserialize)]
pub(super) struct Envelope<T> {
    pub data: T,
}

#[derive(Debug, Deserialize)]
pub(super) struct List<T> {
    pub list: Vec<T>,
}

/// A creator.
#[derive(Debug, Deserialize)]
pub(crate) struct Me {
    #[serde(default, deserialize_with = "text")]
    pub name: String,
    #[serde(default, deserialize_with = "text")]
    pub username: String,
}

/// A message of a chat.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Message {
    #[serde(deserialize_with = "id")]
    pub id: String,
    #[serde(default, deserialize_with = "text")]
    pub text: String,
    #[serde(default)]
    pub price: Value,
    #[serde(default, deserialize_with = "flag")]
    pub is_opened: bool,
    #[serde(default, deserialize_with = "flag")]
    pub is_tip: bool,
    #[serde(default, deserialize_with = "flag")]
    pub is_sent_by_me: bool,
    #[serde(default)]
    pub media_count: i64,
    #[serde(default)]
    pub created_at: Value,
}

/// A fan, alone or in a chat's row.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Fan {
    #[serde(deserialize_with = "id")]
    pub id: String,
    #[serde(default, deserialize_with = "text")]
    pub name: String,
    #[serde(default, deserialize_with = "text")]
    pub username: String,
    #[serde(default)]
    pub avatar: Option<String>,
    #[serde(default)]
    pub last_seen: Value,
    #[serde(default)]
    pub subscribed_on_data: Option<Subscribed>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Subscribed {
    #[serde(default)]
    pub subscribe_at: Value,
    #[serde(default)]
    pub expired_at: Value,
    #[serde(default)]
    pub price: Value,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Chat {
    pub fan: Fan,
    #[serde(default)]
    pub last_message: Option<Message>,
    #[serde(default)]
    pub unread_messages_count: i64,
    #[serde(default)]
    pub can_send_message: Option<bool>,
    #[serde(default)]
    pub can_not_send_reason: Option<String>,
}

/// Something in the vault.
#[derive(Debug, Deserialize)]
pub(crate) struct Media {
    #[serde(deserialize_with = "id")]
    pub id: String,
    #[serde(default, rename = "type", deserialize_with = "text")]
    pub kind: String,
}

/// A page of the vault: in a list here, without one there.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub(super) enum Vault {
    Listed(List<Media>),
    Plain(Vec<Media>),
}

impl Vault {
    pub fn into_list(self) -> Vec<Media> {
        match self {
            Self::Listed(page) => page.list,
            Self::Plain(list) => list,
        }
    }
}

/// A page of transactions, each of them as it came.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Transactions {
    #[serde(default)]
    pub list: Vec<Value>,
    #[serde(default)]
    pub next_marker: Value,
    #[serde(default)]
    pub has_more: bool,
}

/// An id: a number or a text.
pub(crate) fn number(value: &Value) -> Option<String> {
    match value {
        Value::Number(number) => Some(number.to_string()),
        Value::String(text) if !text.is_empty() && text.len() <= 64 && !text.contains('\0') => Some(text.clone()),
        _ => None,
    }
}

/// Dollars as cents: `12`, `12.5`, `"12.00"`, `"$1,234.50"`, `-3`.
pub(crate) fn cents(value: &Value) -> Option<i64> {
    let text = match value {
        Value::Number(number) => number.to_string(),
        Value::String(text) => text.chars().filter(|c| c.is_ascii_digit() || matches!(c, '.' | '-')).collect(),
        _ => return None,
    };
    let (negative, digits) = text.strip_prefix('-').map_or((false, text.as_str()), |rest| (true, rest));
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    if whole.is_empty() || whole.len() > 12 || !part.bytes().chain(whole.bytes()).all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let mut cents: i64 = whole.parse::<i64>().ok()? * 100;
    let part: String = part.chars().chain("000".chars()).take(3).collect();
    // A third digit is rounded.
    cents += (part.parse::<i64>().ok()? + 5) / 10;
    Some(if negative { -cents } else { cents })
}

/// A moment in milliseconds.
pub(crate) fn moment(value: &Value) -> Option<i64> {
    match value {
        Value::String(text) => text.parse::<Moment>().ok().map(|at| at.as_millisecond()),
        _ => None,
    }
}

fn id<'de, D: Deserializer<'de>>(from: D) -> Result<String, D::Error> {
    number(&Value::deserialize(from)?).ok_or_else(|| serde::de::Error::custom("an id is a number or a text"))
}

/// A text that may be null.
fn text<'de, D: Deserializer<'de>>(from: D) -> Result<String, D::Error> {
    Ok(Option::<String>::deserialize(from)?.unwrap_or_default())
}

/// A flag: true, 1, or null for false.
fn flag<'de, D: Deserializer<'de>>(from: D) -> Result<bool, D::Error> {
    let value = Value::deserialize(from)?;
    Ok(value.as_bool().unwrap_or_else(|| value.as_i64() == Some(1)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn amounts_are_read_without_losing_a_cent() {
        for (value, is) in [
            (json!(12), Some(1200)),
            (json!(4.99), Some(499)),
            (json!(0.1), Some(10)),
            (json!("$12.00"), Some(1200)),
            (json!("$1,234.50"), Some(123_450)),
            (json!(-3.5), Some(-350)),
            (json!("free"), None),
            (json!(null), None),
            (json!("1.2.3"), None),
        ] {
            assert_eq!(cents(&value), is, "{value}");
        }
    }

    #[test]
    fn an_id_is_a_number_or_a_text() {
        assert_eq!((number(&json!(7)), number(&json!("7")), number(&json!(null))), (Some("7".to_owned()), Some("7".to_owned()), None));
    }

    #[test]
    fn the_vault_is_read_with_and_without_its_list() {
        for page in [json!({ "list": [{ "id": 7, "type": "video" }], "hasMore": false }), json!([{ "id": "7" }])] {
            let found = serde_json::from_value::<Vault>(page).unwrap().into_list();
            assert_eq!((found.len(), found[0].id.as_str()), (1, "7"));
        }
    }

    #[test]
    fn a_message_with_little_in_it_is_read() {
        let message: Message = serde_json::from_value(json!({ "id": 5, "text": null, "isTip": null, "isOpened": 1 })).unwrap();
        assert_eq!((message.id.as_str(), message.text.as_str(), message.is_tip, message.is_opened), ("5", "", false, true));
    }
}
