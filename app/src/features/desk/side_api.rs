//! Server functions of the column about a fan.

#![expect(missing_docs, reason = "the macro makes a struct of a function's arguments, which cannot carry docs")]

use super::side_rows::Side;
#[cfg(feature = "ssr")]
use super::{
    rows::money,
    side_rows::{FieldRow, Month, NoteRow},
};
use crate::Failure;
#[cfg(feature = "ssr")]
use crate::when::When;
use leptos::prelude::*;
use model::{ConversationId, FanId, NoteId, crm::NoteCategory};
#[cfg(feature = "ssr")]
use model::{accounts::User, crm::Profile};

/// What is known of the fan of a conversation.
#[server(prefix = "/fn", endpoint = "load_side")]
pub async fn load_side(id: ConversationId) -> Result<Side, Failure> {
    use crate::ssr;
    let (me, desk) = (ssr::me()?, ssr::services().desk);
    let profile = desk.profile(me.id, desk.fan_in(me.id, id).await?).await?;
    Ok(side_of(&me, profile))
}

/// What is known of a fan, ready for the screen.
#[cfg(feature = "ssr")]
pub(super) fn side_of(me: &User, profile: Profile) -> Side {
    let fan = profile.fan;
    let when = |at| When::new(at, me.language, &me.time_zone);
    let best = profile.months.iter().map(|(_, cents)| *cents).max().unwrap_or(0);
    let month = |(name, cents): (String, i64)| {
        let height = if best > 0 { u8::try_from(cents.max(0) * 100 / best).unwrap_or(100) } else { 0 };
        Month { name, money: money(me.language, cents), height }
    };
    Side {
        id: fan.id,
        name: fan.called().to_owned(),
        spent: (fan.spent_cents != 0).then(|| money(me.language, fan.spent_cents)),
        kinds: profile.kinds.into_iter().map(|(kind, cents)| (kind, money(me.language, cents))).collect(),
        months: profile.months.into_iter().map(month).collect(),
        subscription: fan.subscription,
        price: fan.price_cents.filter(|cents| *cents > 0).map(|cents| money(me.language, cents)),
        joined: fan.subscribed_at.map(when),
        expires: fan.expires_at.map(when),
        last_seen: fan.last_seen_at.map(when),
        custom_name: fan.custom_name,
        tier: profile.tier,
        email: profile.email,
        lists: profile.lists,
        fields: profile.fields.into_iter().map(|(field, value)| FieldRow { id: field.id, name: field.name, kind: field.kind, value }).collect(),
        tags: profile.tags,
        notes: profile
            .notes
            .into_iter()
            .map(|note| NoteRow {
                id: note.id,
                category: note.category,
                text: note.text,
                author: note.author,
                when: when(note.created_at),
                changed: (note.changed_at != note.created_at).then(|| when(note.changed_at)),
            })
            .collect(),
    }
}

/// Says what the team calls a fan.
#[server(prefix = "/fn", endpoint = "name_fan")]
pub async fn name_fan(id: FanId, name: String) -> Result<(), Failure> {
    use crate::ssr;
    let named = ssr::services().desk.name_fan(ssr::me()?.id, id, &name).await;
    named.map_err(|error| Failure::keeping(error, [("name", &name)]))
}

/// Gives a fan a tag, or takes it away.
#[server(prefix = "/fn", endpoint = "tag_fan")]
pub async fn tag_fan(id: FanId, tag: String, on: bool) -> Result<(), Failure> {
    use crate::ssr;
    let tagged = ssr::services().desk.tag_fan(ssr::me()?.id, id, &tag, on).await;
    tagged.map_err(|error| Failure::keeping(error, [("tag", &tag)]))
}

/// Writes a note about a fan.
#[server(prefix = "/fn", endpoint = "add_note")]
pub async fn add_note(id: FanId, category: NoteCategory, text: String) -> Result<(), Failure> {
    use crate::ssr;
    let added = ssr::services().desk.add_note(ssr::me()?.id, id, category, &text).await;
    added.map_err(|error| Failure::keeping(error, [("text", &text)]))
}

/// Changes a note.
#[server(prefix = "/fn", endpoint = "edit_note")]
pub async fn edit_note(id: FanId, note: NoteId, category: NoteCategory, text: String) -> Result<(), Failure> {
    use crate::ssr;
    Ok(ssr::services().desk.edit_note(ssr::me()?.id, id, note, category, &text).await?)
}

/// Deletes a note.
#[server(prefix = "/fn", endpoint = "delete_note")]
pub async fn delete_note(id: FanId, note: NoteId) -> Result<(), Failure> {
    use crate::ssr;
    Ok(ssr::services().desk.delete_note(ssr::me()?.id, id, note).await?)
}
