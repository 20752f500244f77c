//! Names, colours and pictures.

use crate::kit::{Kit, code, fields};
use accounts::ProfileChange;
use image::{DynamicImage, ImageFormat, Rgb, RgbImage, RgbaImage};
use model::{ErrorCode, Language, Theme};
use std::io::Cursor;

fn file(picture: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut file = Cursor::new(Vec::new());
    picture.write_to(&mut file, format).unwrap();
    file.into_inner()
}

/// Wider than high: red, green in the middle, blue.
fn flag() -> DynamicImage {
    RgbImage::from_fn(900, 300, |x, _| {
        Rgb(match x {
            0..300 => [255, 0, 0],
            300..600 => [0, 255, 0],
            _ => [0, 0, 255],
        })
    })
    .into()
}

#[tokio::test]
async fn what_is_given_changes_and_the_rest_stays() {
    let kit = Kit::new().await;
    let ada = kit.person("Ada").await;
    let change = ProfileChange { name: Some(" Ada  Lovelace ".to_owned()), language: Some(Language::Fr), ..ProfileChange::default() };
    let user = kit.accounts.update_profile(ada.id, change).await.unwrap();
    assert_eq!((user.name.as_str(), user.language, user.color, user.time_zone.as_str()), ("Ada Lovelace", Language::Fr, ada.color, "Europe/Paris"));
    let change = ProfileChange { color: Some(11), theme: Some(Theme::Dark), time_zone: Some("Asia/Tokyo".to_owned()), ..ProfileChange::default() };
    let user = kit.accounts.update_profile(ada.id, change).await.unwrap();
    assert_eq!((user.color, user.theme, user.time_zone.as_str(), user.language), (11, Theme::Dark, "Asia/Tokyo", Language::Fr));
    assert_eq!(kit.accounts.user(ada.id).await.unwrap(), Some(user));
}

#[tokio::test]
async fn wrong_values_are_named_and_nothing_changes() {
    let kit = Kit::new().await;
    let ada = kit.person("Ada").await;
    let change = ProfileChange { name: Some("A".to_owned()), color: Some(12), time_zone: Some("Nowhere/\0".to_owned()), ..ProfileChange::default() };
    assert_eq!(fields(kit.accounts.update_profile(ada.id, change).await), ["name TooShort", "color UnknownValue", "timeZone UnknownValue"]);
    assert_eq!(kit.accounts.user(ada.id).await.unwrap(), Some(ada));
    assert_eq!(code(kit.accounts.update_profile(db::new_id(), ProfileChange::default()).await), ErrorCode::NotFound);
}

#[tokio::test]
async fn pictures_of_three_formats_become_a_small_square_of_their_middle() {
    let kit = Kit::new().await;
    let ada = kit.person("Ada").await;
    for format in [ImageFormat::Png, ImageFormat::Jpeg, ImageFormat::WebP] {
        let user = kit.accounts.set_picture(ada.id, &file(&flag(), format)).await.unwrap();
        assert!(user.picture.unwrap().starts_with(&format!("/avatars/{}?v=", ada.id)));
        let png = kit.accounts.picture(ada.id).await.unwrap();
        let picture = image::load_from_memory_with_format(&png, ImageFormat::Png).unwrap().into_rgb8();
        assert_eq!(picture.dimensions(), (256, 256));
        let Rgb([r, g, b]) = *picture.get_pixel(128, 128);
        assert!(r < 40 && g > 200 && b < 40, "{format:?}: {r} {g} {b}");
    }
}

#[tokio::test]
async fn a_photo_that_was_taken_sideways_stands_upright() {
    let kit = Kit::new().await;
    let ada = kit.person("Ada").await;
    let lying = RgbImage::from_fn(64, 64, |x, _| Rgb(if x < 32 { [255, 0, 0] } else { [0, 0, 255] }));
    let mut jpeg = file(&lying.into(), ImageFormat::Jpeg);
    // EXIF with one entry: orientation 6, "turn right to show".
    let exif = b"\xff\xe1\x00\x22Exif\0\0MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0";
    jpeg.splice(2..2, exif.iter().copied());
    kit.accounts.set_picture(ada.id, &jpeg).await.unwrap();
    let picture = image::load_from_memory(&kit.accounts.picture(ada.id).await.unwrap()).unwrap().into_rgb8();
    let (top, bottom) = (picture.get_pixel(128, 40), picture.get_pixel(128, 216));
    assert!(top[0] > 200 && top[2] < 60 && bottom[2] > 200 && bottom[0] < 60, "{top:?} {bottom:?}");
}

#[tokio::test]
async fn a_new_picture_has_a_new_address_even_after_a_removal() {
    let kit = Kit::new().await;
    let ada = kit.person("Ada").await;
    let bytes = file(&RgbaImage::new(1, 1).into(), ImageFormat::Png);
    let mut seen = Vec::new();
    for _ in 0..3 {
        seen.push(kit.accounts.set_picture(ada.id, &bytes).await.unwrap().picture.unwrap());
    }
    assert_eq!(kit.accounts.remove_picture(ada.id).await.unwrap().picture, None);
    assert_eq!(code(kit.accounts.picture(ada.id).await), ErrorCode::NotFound);
    kit.pass(1000);
    seen.push(kit.accounts.set_picture(ada.id, &bytes).await.unwrap().picture.unwrap());
    let person = kit.accounts.people(&[ada.id]).await.unwrap().remove(0);
    assert_eq!(person.picture.as_ref(), seen.last());
    seen.sort();
    seen.dedup();
    assert_eq!(seen.len(), 4);
}

#[tokio::test]
async fn what_is_no_picture_or_too_large_is_refused() {
    let kit = Kit::new().await;
    let ada = kit.person("Ada").await;
    let whole = file(&flag(), ImageFormat::Png);
    for bad in [&b""[..], b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"GIF89a\x01\x00\x01\x00\x00\x00\x00;", &whole[..whole.len() / 2]] {
        assert_eq!(fields(kit.accounts.set_picture(ada.id, bad).await), ["picture NotAPicture"]);
    }
    assert_eq!(code(kit.accounts.set_picture(ada.id, &vec![0; 5 * 1024 * 1024 + 1]).await), ErrorCode::TooLarge);
    // Small as a file, 49 megapixels when unpacked.
    let bomb = file(&DynamicImage::new_luma8(7000, 7000), ImageFormat::Png);
    assert!(bomb.len() < 1024 * 1024);
    assert_eq!(code(kit.accounts.set_picture(ada.id, &bomb).await), ErrorCode::TooLarge);
    assert_eq!(kit.accounts.user(ada.id).await.unwrap().unwrap().picture, None);
}

#[tokio::test]
async fn people_come_in_the_order_they_are_asked_for() {
    let kit = Kit::new().await;
    let (ada, bob) = (kit.person("Ada").await, kit.person("Bob").await);
    let people = kit.accounts.people(&[bob.id, db::new_id(), ada.id]).await.unwrap();
    assert_eq!(people.iter().map(|person| person.name.as_str()).collect::<Vec<_>>(), ["Bob", "Ada"]);
    assert!(kit.accounts.people(&[]).await.unwrap().is_empty());
}
