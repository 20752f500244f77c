//! What a file is, by its first bytes: names and headers are not believed.

use crate::MediaKind;

/// Brands of ISO files that are no videos: pictures and sound.
const NO_VIDEOS: [&[u8]; 8] = [b"heic", b"heix", b"mif1", b"msf1", b"avif", b"avis", b"M4A ", b"M4B "];
/// So many bytes are looked at.
pub(crate) const HEAD: usize = 64;

/// The kind and the content type; `None` for what no platform takes.
pub(crate) fn sniff(head: &[u8]) -> Option<(MediaKind, &'static str)> {
    let at = |from: usize, bytes: &[u8]| head.get(from..from + bytes.len()) == Some(bytes);
    let (image, video) = (MediaKind::Image, MediaKind::Video);
    if at(0, b"\xFF\xD8\xFF") {
        Some((image, "image/jpeg"))
    } else if at(0, b"\x89PNG\r\n\x1A\n") {
        Some((image, "image/png"))
    } else if at(0, b"RIFF") && at(8, b"WEBP") {
        Some((image, "image/webp"))
    } else if at(0, b"GIF87a") || at(0, b"GIF89a") {
        Some((image, "image/gif"))
    } else if at(4, b"ftypqt  ") {
        Some((video, "video/quicktime"))
    } else if at(4, b"ftyp") && !NO_VIDEOS.iter().any(|brand| at(8, brand)) {
        Some((video, "video/mp4"))
    } else if at(0, b"\x1A\x45\xDF\xA3") && head.windows(4).any(|some| some == b"webm") {
        Some((video, "video/webm"))
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_what_their_bytes_say() {
        let of = |head: &[u8]| sniff(head).map(|found| found.1);
        assert_eq!(of(b"\xFF\xD8\xFF\xE0\0\x10JFIF"), Some("image/jpeg"));
        assert_eq!(of(b"\0\0\0\x18ftypisom\0\0\x02\0"), Some("video/mp4"));
        assert_eq!(of(b"\0\0\0\x14ftypqt  "), Some("video/quicktime"));
        assert_eq!(of(b"\x1A\x45\xDF\xA3\x01\0\0\0\0\0\0\x1FB\x86\x81\x01B\x82\x84webm"), Some("video/webm"));
        for no in [&b""[..], b"<html>", b"%PDF-1.7", b"\0\0\0\x18ftypheic", b"\x1A\x45\xDF\xA3 matroska", b"MZ\x90\0", b"RIFF\0\0\0\0WAVE"] {
            assert_eq!(of(no), None, "{no:?}");
        }
    }
}
