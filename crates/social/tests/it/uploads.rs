//! Files on their way to be published.

use crate::kit::World;
use ::bytes::Bytes;
use accounts::Clock;
use futures::stream;
use model::{ErrorCode, Result, social::MediaView};
use social::{MediaKind, Uploads};

const PNG: &[u8] = b"\x89PNG\r\n\x1A\n and the rest of a picture";

async fn put(uploads: &Uploads, world: &World, key: &str, from: usize, bytes: &[u8]) -> Result<MediaView> {
    let pieces: Vec<std::result::Result<Bytes, ()>> = bytes.chunks(5).map(|piece| Ok(Bytes::copy_from_slice(piece))).collect();
    uploads.append(world.user, key, from as u64, stream::iter(pieces)).await
}

fn uploads(world: &World) -> Uploads {
    Uploads::new(world.test.db.clone(), world.test.folder().join("media"), Clock::default())
}

#[tokio::test]
async fn a_file_comes_in_pieces_and_is_known_by_its_bytes() {
    let world = World::new().await;
    let uploads = uploads(&world);
    let begun = uploads.begin(world.user, "clip.mp4", PNG.len() as u64).await.unwrap();
    assert_eq!(put(&uploads, &world, &begun.key, 0, &PNG[..10]).await.unwrap().received, 10);
    // The answer was lost: the sender learns where it stands.
    assert_eq!(put(&uploads, &world, &begun.key, 0, &PNG[..10]).await.unwrap_err().code, ErrorCode::TooLate);
    assert_eq!(uploads.whole(&begun.key).await.unwrap_err().code, ErrorCode::NotFound);
    let done = put(&uploads, &world, &begun.key, 10, &PNG[10..]).await.unwrap();
    assert_eq!((done.kind, done.content_type.as_deref()), (Some(MediaKind::Image), Some("image/png")));
    assert_eq!(std::fs::read(world.test.folder().join("media").join(&begun.key)).unwrap(), PNG);
    uploads.delete(world.user, &begun.key).await.unwrap();
    assert!(!world.test.folder().join("media").join(&begun.key).exists());
}

#[tokio::test]
async fn a_file_that_lies_about_its_type_is_erased() {
    let world = World::new().await;
    let uploads = uploads(&world);
    let lie = b"<html>not a video</html>";
    let begun = uploads.begin(world.user, "clip.mp4", lie.len() as u64).await.unwrap();
    assert_eq!(put(&uploads, &world, &begun.key, 0, lie).await.unwrap_err().code, ErrorCode::WrongType);
    assert!(uploads.list(world.user).await.unwrap().is_empty());
    assert!(!world.test.folder().join("media").join(&begun.key).exists());
}

#[tokio::test]
async fn a_piece_that_breaks_off_leaves_nothing_half() {
    let world = World::new().await;
    let uploads = uploads(&world);
    let begun = uploads.begin(world.user, "a.png", PNG.len() as u64).await.unwrap();
    put(&uploads, &world, &begun.key, 0, &PNG[..10]).await.unwrap();
    let broken = stream::iter([Ok(Bytes::from_static(b"half")), Err(())]);
    assert_eq!(uploads.append(world.user, &begun.key, 10, broken).await.unwrap_err().code, ErrorCode::BadRequest);
    assert_eq!(put(&uploads, &world, &begun.key, 10, &[7; 100]).await.unwrap_err().code, ErrorCode::TooLarge);
    assert_eq!(std::fs::read(world.test.folder().join("media").join(&begun.key)).unwrap(), &PNG[..10]);
    assert_eq!(put(&uploads, &world, &begun.key, 10, &PNG[10..]).await.unwrap().kind, Some(MediaKind::Image));
}

#[tokio::test]
async fn a_file_over_its_bound_and_one_of_another_person_are_refused() {
    let world = World::new().await;
    let uploads = uploads(&world);
    for size in [0, model::social::MEDIA_MAX + 1] {
        assert_eq!(uploads.begin(world.user, "a.mp4", size).await.unwrap_err().fields[0].field, "size");
    }
    let begun = uploads.begin(world.user, "a.mp4", 10).await.unwrap();
    assert_eq!(uploads.get(db::new_id(), &begun.key).await.unwrap_err().code, ErrorCode::NotFound);
    for _ in 0..9 {
        uploads.begin(world.user, "a.mp4", 10).await.unwrap();
    }
    assert_eq!(uploads.begin(world.user, "a.mp4", 10).await.unwrap_err().code, ErrorCode::LimitReached);
}
