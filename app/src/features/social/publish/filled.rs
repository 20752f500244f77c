//! What stands in the fields of a form, and the drafts that it means: the browser checks the same ones as the server makes.

use model::{
    Error, FieldError, Result,
    error::Problem,
    social::{Draft, InstagramKind, InstagramOptions, MediaFile, MediaKind, Platform, PostKind, RedditOptions, TikTokOptions, validate},
};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// Subreddits that one form publishes to at most.
pub(super) const SUBREDDITS_MAX: usize = 20;

/// What stands in the fields; each platform uses its own.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Filled {
    /// The text.
    pub text: String,
    /// The title: of a post at Reddit, of photos at TikTok.
    pub title: String,
    /// Who may see it.
    pub privacy: String,
    /// People may comment.
    pub comments: bool,
    /// People may make duets.
    pub duets: bool,
    /// People may stitch.
    pub stitches: bool,
    /// The moment of the cover, in seconds.
    pub cover: String,
    /// Advertises another brand.
    pub brand_content: bool,
    /// Advertises one's own.
    pub brand_organic: bool,
    /// Made by artificial intelligence.
    pub is_aigc: bool,
    /// Into the app's inbox.
    pub inbox: bool,
    /// The consent line is agreed to.
    pub consent: bool,
    /// Which kind of post.
    pub kind: String,
    /// A reel is shown in the feed, too.
    pub share_to_feed: bool,
    /// A comment that is written below it at once.
    pub first_comment: String,
    /// Where at Reddit.
    pub subreddits: Vec<Place>,
    /// The address of a link.
    pub url: String,
    /// Not for minors.
    pub nsfw: bool,
    /// Gives something away.
    pub spoiler: bool,
    /// Replies are sent to Reddit's inbox.
    pub send_replies: bool,
    /// Submits a link that was submitted there before.
    pub resubmit: bool,
}

/// A time, as a form says it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Moment {
    /// A local time; empty for now.
    pub at: String,
    /// Its time zone.
    pub zone: String,
}

/// A subreddit with its flair.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Place {
    /// Its name.
    pub name: String,
    /// The flair's id.
    pub flair: String,
}

/// A file that was uploaded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Picked {
    /// The file.
    pub file: MediaFile,
    /// The name that it was uploaded with.
    pub name: String,
    /// What is seen, for those who cannot see it.
    pub alt: String,
}

/// The drafts that a form means: one, or one for each subreddit.
///
/// # Errors
/// `Invalid`, naming what cannot be read.
pub(super) fn drafts(platform: Platform, filled: &Filled, files: &[Picked]) -> Result<Vec<Draft>> {
    let media: Vec<MediaFile> = files.iter().map(|one| one.file.clone()).collect();
    // Forms send their lines as CR LF.
    let text = filled.text.replace("\r\n", "\n").trim().to_owned();
    let draft = |options: Value| Draft { text: text.clone(), media: media.clone(), options };
    let cover = milliseconds(&filled.cover)?;
    Ok(match platform {
        Platform::TikTok => vec![draft(json(&TikTokOptions {
            privacy: filled.privacy.clone(),
            comments: filled.comments,
            duets: filled.duets,
            stitches: filled.stitches,
            cover_ms: cover,
            brand_content: filled.brand_content,
            brand_organic: filled.brand_organic,
            is_aigc: filled.is_aigc,
            inbox: filled.inbox,
            photo_title: filled.title.trim().to_owned(),
            consent: filled.consent,
        })?)],
        Platform::Instagram => vec![draft(json(&InstagramOptions {
            kind: instagram_kind(&filled.kind),
            // One for each file, so that each picture finds its own.
            alt_texts: files.iter().map(|one| one.alt.trim().to_owned()).collect(),
            thumb_offset: cover,
            share_to_feed: (instagram_kind(&filled.kind) == InstagramKind::Reel).then_some(filled.share_to_feed),
            first_comment: filled.first_comment.trim().to_owned(),
        })?)],
        Platform::Reddit => {
            let mut all = Vec::new();
            for place in places(filled) {
                all.push(draft(json(&RedditOptions {
                    subreddit: subreddit(&place.name).to_owned(),
                    kind: post_kind(&filled.kind),
                    title: filled.title.trim().to_owned(),
                    url: filled.url.trim().to_owned(),
                    flair_id: place.flair.clone(),
                    flair_text: String::new(),
                    nsfw: filled.nsfw,
                    spoiler: filled.spoiler,
                    send_replies: filled.send_replies,
                    resubmit: filled.resubmit,
                })?));
            }
            all
        }
    })
}

/// What breaks a platform's rules, by field; a subreddit's own with its number, as in `subreddit.1`.
pub(super) fn problems(platform: Platform, filled: &Filled, files: &[Picked]) -> Vec<FieldError> {
    let drafts = match drafts(platform, filled, files) {
        Ok(drafts) => drafts,
        Err(error) => return error.fields,
    };
    let mut all: Vec<FieldError> = Vec::new();
    for (number, draft) in drafts.iter().enumerate() {
        for mut wrong in validate(platform, draft).err().map(|error| error.fields).unwrap_or_default() {
            if wrong.field == "subreddit" {
                wrong.field = format!("subreddit.{number}");
            }
            if !all.contains(&wrong) {
                all.push(wrong);
            }
        }
    }
    if platform == Platform::Reddit {
        let names: Vec<String> = places(filled).iter().map(|place| subreddit(&place.name).to_lowercase()).collect();
        let twice = (0..names.len()).filter(|at| !names[*at].is_empty() && names[..*at].contains(&names[*at]));
        all.extend(twice.map(|at| FieldError { field: format!("subreddit.{at}"), problem: Problem::Taken, bound: None }));
    }
    all
}

/// Those that are named; the first one in any case, so that its absence is said.
fn places(filled: &Filled) -> Vec<Place> {
    let mut named: Vec<Place> = filled.subreddits.iter().filter(|place| !place.name.trim().is_empty()).take(SUBREDDITS_MAX).cloned().collect();
    if named.is_empty() {
        named.push(Place::default());
    }
    named
}

/// The name without what people write before it.
pub(super) fn subreddit(typed: &str) -> &str {
    let typed = typed.trim().trim_start_matches('/');
    typed.strip_prefix("r/").unwrap_or(typed).trim_end_matches('/')
}

/// A form as it was, from the draft that it made, and what is seen in each of its files.
#[cfg(feature = "ssr")]
pub(super) fn filled(platform: Platform, draft: &Draft) -> (Filled, Vec<String>) {
    let seconds = |ms: Option<u64>| ms.map(|ms| format!("{}.{:03}", ms / 1_000, ms % 1_000)).unwrap_or_default();
    let text = draft.text.clone();
    match platform {
        Platform::TikTok => {
            let options: TikTokOptions = draft.options().unwrap_or_default();
            let filled = Filled {
                text,
                title: options.photo_title,
                privacy: options.privacy,
                comments: options.comments,
                duets: options.duets,
                stitches: options.stitches,
                cover: seconds(options.cover_ms),
                brand_content: options.brand_content,
                brand_organic: options.brand_organic,
                is_aigc: options.is_aigc,
                inbox: options.inbox,
                ..Filled::default()
            };
            (filled, Vec::new())
        }
        Platform::Instagram => {
            let options: InstagramOptions = draft.options().unwrap_or_default();
            let filled = Filled {
                text,
                kind: instagram_code(options.kind).to_owned(),
                cover: seconds(options.thumb_offset),
                share_to_feed: options.share_to_feed.unwrap_or_default(),
                first_comment: options.first_comment,
                ..Filled::default()
            };
            (filled, options.alt_texts)
        }
        Platform::Reddit => {
            let options: RedditOptions = draft.options().unwrap_or_default();
            let filled = Filled {
                text,
                title: options.title,
                kind: options.kind.code().to_owned(),
                subreddits: vec![Place { name: options.subreddit, flair: options.flair_id }],
                url: options.url,
                nsfw: options.nsfw,
                spoiler: options.spoiler,
                send_replies: options.send_replies,
                resubmit: options.resubmit,
                ..Filled::default()
            };
            (filled, Vec::new())
        }
    }
}

fn json(options: &impl Serialize) -> Result<Value> {
    serde_json::to_value(options).map_err(|_| Error::field("options", Problem::UnknownValue))
}

/// Seconds, as in `1.5`, in milliseconds; empty for none.
fn milliseconds(typed: &str) -> Result<Option<u64>> {
    let typed = typed.trim().replace(',', ".");
    if typed.is_empty() {
        return Ok(None);
    }
    let (whole, part) = typed.split_once('.').unwrap_or((&typed, ""));
    let digits = |text: &str| text.len() <= 5 && text.bytes().all(|byte| byte.is_ascii_digit());
    let read = (digits(whole) && !whole.is_empty() && digits(part)).then(|| {
        let part: String = part.chars().chain("000".chars()).take(3).collect();
        Some(whole.parse::<u64>().ok()? * 1_000 + part.parse::<u64>().ok()?)
    });
    read.flatten().map(Some).ok_or_else(|| Error::field("cover", Problem::UnknownValue))
}

/// The kinds of Instagram with their codes, in the order of the form.
pub(super) const INSTAGRAM_KINDS: [InstagramKind; 4] = [InstagramKind::Image, InstagramKind::Reel, InstagramKind::Story, InstagramKind::Carousel];

/// The code of a kind.
pub(super) fn instagram_code(kind: InstagramKind) -> &'static str {
    match kind {
        InstagramKind::Image => "image",
        InstagramKind::Reel => "reel",
        InstagramKind::Story => "story",
        InstagramKind::Carousel => "carousel",
    }
}

fn instagram_kind(code: &str) -> InstagramKind {
    INSTAGRAM_KINDS.into_iter().find(|kind| instagram_code(*kind) == code).unwrap_or_default()
}

/// The kinds of Reddit, in the order of the form.
pub(super) const POST_KINDS: [PostKind; 4] = [PostKind::Text, PostKind::Link, PostKind::Image, PostKind::Video];

/// The kind of a code.
pub(super) fn post_kind(code: &str) -> PostKind {
    POST_KINDS.into_iter().find(|kind| kind.code() == code).unwrap_or_default()
}

/// Whether a file is a picture.
pub(super) fn is_picture(file: &MediaFile) -> bool {
    file.kind == MediaKind::Image
}

#[cfg(test)]
mod tests {
    use super::*;

    fn video() -> Picked {
        let file = MediaFile { key: "k".to_owned(), kind: MediaKind::Video, content_type: "video/mp4".to_owned(), size: 9 };
        Picked { file, name: "clip.mp4".to_owned(), alt: String::new() }
    }

    fn fields(problems: &[FieldError]) -> Vec<&str> {
        problems.iter().map(|wrong| wrong.field.as_str()).collect()
    }

    #[test]
    fn tiktok_asks_for_a_file_an_audience_and_consent() {
        assert_eq!(fields(&problems(Platform::TikTok, &Filled::default(), &[])), ["media", "privacy", "consent"]);
        let filled = Filled { privacy: "SELF_ONLY".to_owned(), consent: true, cover: "1,5".to_owned(), ..Filled::default() };
        assert_eq!(problems(Platform::TikTok, &filled, &[video()]), []);
        let draft = drafts(Platform::TikTok, &filled, &[video()]).unwrap().remove(0);
        assert_eq!(draft.options["cover_ms"], 1_500);
    }

    #[test]
    fn each_subreddit_is_a_draft_and_none_twice() {
        let place = |name: &str| Place { name: name.to_owned(), flair: String::new() };
        let subreddits = vec![place("r/pics"), place(" "), place("/r/test/")];
        let filled = Filled { title: "Sunrise".to_owned(), kind: "self".to_owned(), subreddits, ..Filled::default() };
        let names: Vec<Value> = drafts(Platform::Reddit, &filled, &[]).unwrap().iter().map(|draft| draft.options["subreddit"].clone()).collect();
        assert_eq!(names, ["pics", "test"]);
        let twice = Filled { subreddits: vec![place("pics"), place("r/Pics")], ..filled };
        assert_eq!(fields(&problems(Platform::Reddit, &twice, &[])), ["subreddit.1"]);
    }

    #[cfg(feature = "ssr")]
    #[test]
    fn a_form_reads_back_from_its_draft() {
        let filled_before =
            Filled { text: "Hi".to_owned(), kind: "reel".to_owned(), share_to_feed: true, cover: "2.250".to_owned(), ..Filled::default() };
        let draft = drafts(Platform::Instagram, &filled_before, &[video()]).unwrap().remove(0);
        assert_eq!(filled(Platform::Instagram, &draft).0, filled_before);
    }

    #[test]
    fn a_cover_that_is_no_time_is_named() {
        let filled = Filled { cover: "soon".to_owned(), ..Filled::default() };
        assert_eq!(fields(&problems(Platform::TikTok, &filled, &[])), ["cover"]);
    }
}
