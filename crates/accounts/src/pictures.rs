//! Profile pictures: whatever comes in, 256 × 256 PNG goes out.

use crate::{Accounts, store};
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits, imageops::FilterType};
use model::{Error, ErrorCode, Result, UserId, accounts::User, error::Problem};
use std::{io::Cursor, sync::Arc};
use tokio::{sync::Semaphore, task::spawn_blocking};

/// The largest file, in bytes.
const BYTES_MAX: usize = 5 * 1024 * 1024;
/// The largest picture, in pixels.
const PIXELS_MAX: u64 = 40_000_000;
/// What decoding may take of memory: 40 megapixels with four bytes each, twice for turning them.
const MEMORY_MAX: u64 = 400 * 1024 * 1024;
const SIDE: u32 = 256;

/// Decodes one picture at a time: a large one takes much memory.
#[derive(Debug, Clone)]
pub(crate) struct Pictures(Arc<Semaphore>);

impl Pictures {
    pub fn new() -> Self {
        Self(Arc::new(Semaphore::new(1)))
    }

    async fn avatar(&self, bytes: &[u8]) -> Result<Vec<u8>> {
        let turn = self.0.clone().acquire_owned().await.map_err(ours)?;
        let bytes = bytes.to_vec();
        spawn_blocking(move || {
            let _turn = turn;
            avatar(&bytes)
        })
        .await
        .map_err(ours)?
    }
}

impl Accounts {
    /// Sets the picture from a PNG, JPEG or WebP file; its middle is cut out as a square.
    ///
    /// # Errors
    /// `TooLarge` over 5 MB or 40 megapixels; `Invalid` (field `picture`) if it is no picture.
    pub async fn set_picture(&self, me: UserId, bytes: &[u8]) -> Result<User> {
        if bytes.len() > BYTES_MAX {
            return Err(ErrorCode::TooLarge.into());
        }
        let png = self.0.pictures.avatar(bytes).await?;
        let mut tx = self.0.db.write().await?;
        store::lock_user(&mut tx, me).await?;
        store::pictures::put(&mut tx, me, &png, self.now()).await?;
        let account = store::by_id(&mut *tx, me).await?.ok_or(ErrorCode::NotFound)?;
        tx.commit().await?;
        Ok(account.user)
    }

    /// Goes back to the coloured initials.
    ///
    /// # Errors
    /// `NotFound` if the account is gone.
    pub async fn remove_picture(&self, me: UserId) -> Result<User> {
        let mut tx = self.0.db.write().await?;
        store::lock_user(&mut tx, me).await?;
        store::pictures::delete(&mut tx, me).await?;
        let account = store::by_id(&mut *tx, me).await?.ok_or(ErrorCode::NotFound)?;
        tx.commit().await?;
        Ok(account.user)
    }

    /// A person's picture as PNG.
    ///
    /// # Errors
    /// `NotFound` if they have none.
    pub async fn picture(&self, id: UserId) -> Result<Vec<u8>> {
        store::pictures::get(&self.0.db, id).await?.ok_or_else(|| ErrorCode::NotFound.into())
    }
}

fn avatar(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format().map_err(not_a_picture)?;
    if !matches!(reader.format(), Some(ImageFormat::Png | ImageFormat::Jpeg | ImageFormat::WebP)) {
        return Err(not_a_picture("another format"));
    }
    let mut limits = Limits::default();
    limits.max_alloc = Some(MEMORY_MAX);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(not_a_picture)?;
    // Known before anything is decoded: a small file can claim to be a huge picture.
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > PIXELS_MAX {
        return Err(ErrorCode::TooLarge.into());
    }
    let orientation = decoder.orientation().map_err(not_a_picture)?;
    let picture = DynamicImage::from_decoder(decoder).map_err(not_a_picture)?;
    let mut small = DynamicImage::ImageRgba8(square(&picture).resize_exact(SIDE, SIDE, FilterType::Triangle).into_rgba8());
    small.apply_orientation(orientation);
    let mut png = Cursor::new(Vec::new());
    small.write_to(&mut png, ImageFormat::Png).map_err(ours)?;
    Ok(png.into_inner())
}

/// The largest square in the middle.
fn square(picture: &DynamicImage) -> DynamicImage {
    let side = picture.width().min(picture.height()).max(1);
    picture.crop_imm((picture.width() - side) / 2, (picture.height() - side) / 2, side, side)
}

fn not_a_picture(error: impl std::fmt::Display) -> Error {
    tracing::debug!(%error, "not a picture");
    Error::field("picture", Problem::NotAPicture)
}

fn ours(error: impl std::fmt::Display) -> Error {
    tracing::error!(%error, "a picture could not be made smaller");
    ErrorCode::Internal.into()
}
