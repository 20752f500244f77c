//! Fields that a team keeps of its fans beside what the gateway tells.

use crate::{Crm, policy::Act, segments::kept_name, store, store::kept::Shelf, text::line};
use db::new_id;
use jiff::civil::Date;
use model::{
    CreatorId, Error, ErrorCode, FanId, FieldId, Result, UserId,
    crm::{CustomField, FieldKind},
    error::{Check, Problem},
};

/// The most fields of an account.
pub const FIELDS_MAX: i64 = 20;
/// The longest text in a field, in characters.
pub const VALUE_MAX: u32 = 200;
/// The most digits of a number.
const DIGITS_MAX: usize = 15;

/// What is written in a field as it is kept: numbers with a point, days as `2026-07-14`; empty for nothing.
fn as_kept(kind: FieldKind, value: &str) -> Result<String> {
    let value = line(value, usize::MAX);
    let wrong = || Error::field("value", Problem::UnknownValue);
    if value.is_empty() {
        return Ok(value);
    }
    match kind {
        FieldKind::Text => {
            let mut check = Check::new();
            check.length("value", &value, 1, VALUE_MAX);
            check.done().map(|()| value)
        }
        FieldKind::Number => {
            let value = value.replace(',', ".");
            let digits = value.strip_prefix('-').unwrap_or(&value);
            let (whole, part) = digits.split_once('.').unwrap_or((digits, "0"));
            let is = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
            if is(whole) && is(part) && digits.len() <= DIGITS_MAX { Ok(value) } else { Err(wrong()) }
        }
        FieldKind::Date => value.parse::<Date>().map(|day| day.to_string()).map_err(|_| wrong()),
    }
}

impl Crm {
    /// An account's own fields, in the order in which they were made.
    ///
    /// # Errors
    /// `NotFound`, also for others'.
    pub async fn fields(&self, me: UserId, creator: CreatorId) -> Result<Vec<CustomField>> {
        self.allowed(me, creator, Act::See).await?;
        store::kept::fields(self.0.db.read(), creator).await
    }

    /// Makes a field.
    ///
    /// # Errors
    /// `Invalid`, also for a name that another one has; `LimitReached` over 20; `NotFound`, `Forbidden`.
    pub async fn add_field(&self, me: UserId, creator: CreatorId, name: &str, kind: FieldKind) -> Result<FieldId> {
        self.allowed(me, creator, Act::Organise).await?;
        let (name, id) = (kept_name(name)?, new_id());
        let mut tx = self.0.db.write().await?;
        store::creators::hold(&mut tx, creator).await?;
        if !store::kept::add_field(&mut tx, id, creator, &name, kind, self.now().0).await? {
            return Err(Error::field("name", Problem::Taken));
        }
        if store::kept::how_many(&mut tx, Shelf::Fields, creator).await? > FIELDS_MAX {
            return Err(ErrorCode::LimitReached.into());
        }
        self.done(tx, creator).await?;
        Ok(id)
    }

    /// Gives a field another name.
    ///
    /// # Errors
    /// `Invalid`, also for a name that another one has; `NotFound`, `Forbidden`.
    pub async fn rename_field(&self, me: UserId, id: FieldId, name: &str) -> Result<()> {
        self.rename_kept(me, Shelf::Fields, &id.to_string(), name).await
    }

    /// Deletes a field with what stands in it for every fan.
    ///
    /// # Errors
    /// `NotFound`, `Forbidden`.
    pub async fn delete_field(&self, me: UserId, id: FieldId) -> Result<()> {
        let creator = self.keeper(me, Shelf::Fields, &id.to_string()).await?;
        let mut tx = self.keeping(creator, Shelf::Fields, &id.to_string()).await?;
        store::kept::delete(&mut tx, Shelf::Fields, &id.to_string()).await?;
        self.done(tx, creator).await
    }

    /// Says what stands in a field for a fan; empty takes it away.
    ///
    /// # Errors
    /// `Invalid` for what is no such number or day; `NotFound`, also for a field of another account.
    pub async fn fill_field(&self, me: UserId, fan: FanId, id: FieldId, value: &str) -> Result<()> {
        let creator = self.described(me, fan).await?;
        let fields = store::kept::fields(self.0.db.read(), creator).await?;
        let field = fields.iter().find(|field| field.id == id).ok_or(ErrorCode::NotFound)?;
        let value = as_kept(field.kind, value)?;
        let mut tx = self.keeping(creator, Shelf::Fields, &id.to_string()).await?;
        store::profiles::lock(&mut tx, fan).await?;
        store::kept::set_value(&mut tx, fan, id, &value).await?;
        self.done(tx, creator).await
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_takes_what_it_is_for() {
        assert_eq!(as_kept(FieldKind::Number, " -12,50 ").unwrap(), "-12.50");
        assert_eq!(as_kept(FieldKind::Date, "2026-07-14").unwrap(), "2026-07-14");
        assert_eq!(as_kept(FieldKind::Text, " size  9 ").unwrap(), "size 9");
        for (kind, value) in [(FieldKind::Number, "many"), (FieldKind::Number, "1.2.3"), (FieldKind::Number, "."), (FieldKind::Date, "14/07/2026")] {
            assert_eq!(as_kept(kind, value).unwrap_err().fields[0].problem, Problem::UnknownValue, "{value}");
        }
        assert_eq!(as_kept(FieldKind::Text, &"x".repeat(201)).unwrap_err().fields[0].problem, Problem::TooLong);
        for kind in FieldKind::ALL {
            assert_eq!(as_kept(*kind, "  ").unwrap(), "");
        }
    }
}
