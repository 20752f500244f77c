//! Files on their way to be published.

use crate::kit::{World, name, picture};
use ::bytes::Bytes;
use accounts::Clock;
use futures::{Stream, StreamExt, future::join_all, stream};
use model::{ErrorCode, Result, social::MediaView};
use social::{MediaKind, NewPublication, Platform, Uploads};
use std::time::Duration;
use tokio::sync::oneshot;

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
    assert!(!world.test.folder().join("media").join(&begun.key).exists());
    assert_eq!(uploads.get(world.user, &begun.key).await.unwrap_err().code, ErrorCode::NotFound);
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

/// A piece of which the second half comes when it is told to.
fn slow(halves: [&'static [u8]; 2]) -> (oneshot::Sender<()>, impl Stream<Item = std::result::Result<Bytes, ()>>) {
    let (go, wait) = oneshot::channel();
    let rest = stream::once(async move { wait.await.map(|()| Bytes::from_static(halves[1])).map_err(|_| ()) });
    (go, stream::iter([Ok(Bytes::from_static(halves[0]))]).chain(rest))
}

#[tokio::test]
async fn a_piece_that_comes_twice_at_once_cuts_nothing_away_whichever_server_has_it() {
    let world = World::new().await;
    let (one, other) = (uploads(&world), uploads(&world));
    let begun = one.begin(world.user, "a.png", PNG.len() as u64).await.unwrap();
    let (go, pieces) = slow([&PNG[..5], &PNG[5..10]]);
    let first = tokio::spawn({
        let (one, user, key) = (one.clone(), world.user, begun.key.clone());
        async move { one.append(user, &key, 0, pieces).await }
    });
    let path = world.test.folder().join("media").join(&begun.key);
    while sqlx::query_scalar::<_, i64>("SELECT CAST(count(*) AS BIGINT) FROM media WHERE turn IS NOT NULL")
        .fetch_one(world.test.db.read())
        .await
        .unwrap()
        == 0
    {
        tokio::task::yield_now().await;
    }
    for server in [&one, &other] {
        let broken = stream::iter([Ok(Bytes::from_static(b"half")), Err(())]);
        assert_eq!(server.append(world.user, &begun.key, 0, broken).await.unwrap_err().code, ErrorCode::TooLate);
    }
    go.send(()).unwrap();
    assert_eq!(first.await.unwrap().unwrap().received, 10);
    assert_eq!(std::fs::read(path).unwrap(), &PNG[..10]);
    assert_eq!(put(&other, &world, &begun.key, 10, &PNG[10..]).await.unwrap().kind, Some(MediaKind::Image));
}

#[tokio::test]
async fn a_sender_that_goes_away_lets_the_next_one_in() {
    let world = World::new().await;
    let uploads = uploads(&world);
    let begun = uploads.begin(world.user, "a.png", PNG.len() as u64).await.unwrap();
    let (go, pieces) = slow([&PNG[..5], &PNG[5..10]]);
    let gone = tokio::time::timeout(Duration::from_millis(200), uploads.append(world.user, &begun.key, 0, pieces)).await;
    assert!(gone.is_err());
    drop(go);
    let mut tries = 0;
    while put(&uploads, &world, &begun.key, 0, PNG).await.is_err() {
        tries += 1;
        assert!(tries < 1000, "nobody is let in");
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    assert_eq!(uploads.get(world.user, &begun.key).await.unwrap().kind, Some(MediaKind::Image));
}

#[tokio::test]
async fn a_full_disk_is_told_and_the_piece_is_not_kept() {
    let world = World::new().await;
    let uploads = uploads(&world);
    let begun = uploads.begin(world.user, "a.png", PNG.len() as u64).await.unwrap();
    let path = world.test.folder().join("media").join(&begun.key);
    std::fs::remove_file(&path).unwrap();
    std::os::unix::fs::symlink("/dev/full", &path).unwrap();
    assert_eq!(put(&uploads, &world, &begun.key, 0, PNG).await.unwrap_err().code, ErrorCode::NoSpace);
    assert_eq!(uploads.get(world.user, &begun.key).await.unwrap().received, 0);
}

#[tokio::test]
async fn a_file_that_lost_bytes_is_not_whole() {
    let world = World::new().await;
    let uploads = uploads(&world);
    let begun = uploads.begin(world.user, "a.png", PNG.len() as u64).await.unwrap();
    let path = world.test.folder().join("media").join(&begun.key);
    put(&uploads, &world, &begun.key, 0, &PNG[..10]).await.unwrap();
    std::fs::write(&path, [PNG, b"and more than was announced"].concat()).unwrap();
    assert_eq!(put(&uploads, &world, &begun.key, 10, &PNG[10..]).await.unwrap_err().code, ErrorCode::Unavailable);
    assert_eq!(uploads.get(world.user, &begun.key).await.unwrap().kind, None);
}

#[tokio::test]
async fn many_files_announced_at_once_are_ten() {
    let world = World::new().await;
    let uploads = uploads(&world);
    let tries = join_all((0..30).map(|_| uploads.begin(world.user, "a.mp4", 10))).await;
    assert_eq!(tries.iter().filter(|one| one.is_ok()).count(), 10);
}

#[tokio::test]
async fn what_is_made_of_a_file_that_is_gone_or_of_another_person_is_not_taken() {
    let world = World::new().await;
    let account = world.connect(Platform::Instagram).await;
    let uploads = uploads(&world);
    let begun = uploads.begin(world.user, "half.jpg", 1000).await.unwrap();
    for key in ["gone.jpg", &begun.key] {
        let mut draft = picture();
        draft.media[0].key = key.to_owned();
        let new = NewPublication { account: account.id, content: None, draft, at: None };
        let error = world.send(&name(), new).await.unwrap_err();
        assert!(matches!(&error, social::Error::Here(error) if error.fields[0].field == "media"), "{error:?}");
    }
}
