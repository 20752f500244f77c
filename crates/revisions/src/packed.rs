//! Bodies as they are stored: JSON, compressed.

use flate2::{Compression, read::ZlibDecoder, write::ZlibEncoder};
use std::io::{Read, Write};

/// The largest body that is read back, in bytes: many times what a document may have.
const JSON_MAX: u64 = 512 << 20;

/// Compressed.
pub(crate) fn pack(json: &str) -> std::io::Result<Vec<u8>> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(json.as_bytes())?;
    encoder.finish()
}

/// As it was.
pub(crate) fn unpack(body: &[u8]) -> std::io::Result<String> {
    let mut json = String::new();
    ZlibDecoder::new(body).take(JSON_MAX).read_to_string(&mut json)?;
    Ok(json)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_body_reads_back_and_is_smaller() {
        let json = r#"{"content":[{"type":"paragraph"}],"type":"doc"}"#.repeat(50);
        let packed = pack(&json).unwrap();
        assert!(packed.len() * 5 < json.len());
        assert_eq!(unpack(&packed).unwrap(), json);
        assert!(unpack(b"something else").is_err());
    }
}
