//! The server dies at every call of a publication, before or after the platform did what it was asked: what is public is
//! public once, or nobody knows; never twice.

use crate::kit::{MINUTE, World, carousel, long_video, picture, reddit_picture, text, video};
use sandbox::common::{Answer, Fault, Faults, When};
use social::{Draft, Platform, Publication, State};

/// Dies at the `at`th call; `false` if it never came to that.
async fn dies(world: &mut World, faults: &Faults, publication: &Publication, at: u32, when: When) -> bool {
    faults.set(Fault { on: String::new(), when, answer: Answer::Hang, skip: at, times: 1 });
    let died = tokio::select! {
        () = faults.hung(1) => true,
        _ = world.work(publication) => false,
    };
    faults.clear();
    world.restart();
    // The dead server's lease ends.
    world.clock.pass(6 * MINUTE);
    died
}

async fn every_call(platform: Platform, draft: Draft, pulls: bool, only_once: &str) {
    let mut unconfirmed = 0;
    let mut calls = 0;
    for when in [When::Before, When::After] {
        for at in 0.. {
            let mut world = World::with(pulls).await;
            let account = world.connect(platform).await;
            let faults = match platform {
                Platform::TikTok => world.tiktok.faults().clone(),
                Platform::Instagram => world.instagram.faults().clone(),
                Platform::Reddit => world.reddit.faults().clone(),
            };
            let publication = world.publish(&account, draft.clone()).await;
            let died = dies(&mut world, &faults, &publication, at, when).await;
            let done = world.work(&publication).await;
            let public = match platform {
                Platform::TikTok => world.tiktok.published(),
                Platform::Instagram => world.instagram.published(),
                Platform::Reddit => world.reddit.published(),
            };
            match done.state {
                State::Published => assert_eq!(public, 1, "{platform:?} {when:?} {at}"),
                State::Unconfirmed => {
                    unconfirmed += 1;
                    assert!(public <= 1, "{platform:?} {when:?} {at}");
                }
                other => panic!("{platform:?} {when:?} {at}: {other:?} {done:?}"),
            }
            assert!(faults.count(only_once) <= 1 || only_once.is_empty(), "{platform:?} {when:?} {at}");
            if !died {
                break;
            }
            calls += 1;
        }
    }
    assert!(calls >= 6, "{platform:?}: only {calls} calls were died at");
    assert!(unconfirmed <= 2, "{platform:?}: {unconfirmed} unconfirmed");
}

#[tokio::test]
async fn a_tiktok_upload() {
    every_call(Platform::TikTok, long_video(), false, "").await;
}

#[tokio::test]
async fn a_tiktok_video_that_they_fetch() {
    every_call(Platform::TikTok, video(), true, "/video/init/").await;
}

#[tokio::test]
async fn an_instagram_picture() {
    every_call(Platform::Instagram, picture(), false, "/media_publish").await;
}

#[tokio::test]
async fn an_instagram_carousel() {
    every_call(Platform::Instagram, carousel(), false, "/media_publish").await;
}

#[tokio::test]
async fn a_reddit_post() {
    every_call(Platform::Reddit, text("test"), false, "/api/submit").await;
}

#[tokio::test]
async fn a_reddit_picture() {
    every_call(Platform::Reddit, reddit_picture(), false, "/api/submit").await;
}
