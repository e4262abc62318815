//! Pictures that people upload: only what is told from their bytes is believed, and only what is drawn anew is kept, so
//! that neither metadata nor anything hidden in a file goes on.

use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits, imageops::FilterType};
use std::io::Cursor;

/// Longest side of a picture that is read, in pixels.
const LONGEST_SIDE: u32 = 4_000;
/// Memory that reading one may take, in bytes.
const MOST_MEMORY: u64 = 192 * 1024 * 1024;

/// Why a picture cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unusable {
    /// Neither PNG nor JPEG nor WebP.
    Kind,
    /// It has more pixels than anybody needs.
    Pixels,
    /// Its bytes do not hold what they begin.
    Broken,
}

/// The picture as a PNG whose sides are `side` pixels at most. Takes a while: call it off the async threads.
pub fn fitted(bytes: &[u8], side: u32) -> Result<Vec<u8>, Unusable> {
    let reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format().map_err(|_| Unusable::Broken)?;
    if !matches!(reader.format(), Some(ImageFormat::Png | ImageFormat::Jpeg | ImageFormat::WebP)) {
        return Err(Unusable::Kind);
    }
    let mut limits = Limits::default();
    limits.max_image_width = Some(LONGEST_SIDE);
    limits.max_image_height = Some(LONGEST_SIDE);
    limits.max_alloc = Some(MOST_MEMORY);
    let mut decoder = reader.into_decoder().map_err(unusable)?;
    // The picture itself: the decoder counts only what it needs beside it.
    limits.reserve(decoder.total_bytes()).map_err(unusable)?;
    decoder.set_limits(limits).map_err(unusable)?;
    let turned = decoder.orientation().map_err(unusable)?;
    let mut picture = DynamicImage::from_decoder(decoder).map_err(unusable)?;
    picture.apply_orientation(turned);
    if picture.width().max(picture.height()) > side {
        picture = picture.resize(side, side, FilterType::Lanczos3);
    }
    let mut png = Cursor::new(Vec::new());
    DynamicImage::from(picture.into_rgba8()).write_to(&mut png, ImageFormat::Png).map_err(|_| Unusable::Broken)?;
    Ok(png.into_inner())
}

fn unusable(error: image::ImageError) -> Unusable {
    match error {
        image::ImageError::Limits(_) => Unusable::Pixels,
        _ => Unusable::Broken,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::{Rgba, RgbaImage};

    fn encoded(width: u32, height: u32, format: ImageFormat) -> Vec<u8> {
        let drawn = RgbaImage::from_fn(width, height, |x, y| {
            let shade = |n: u32| u8::try_from(n % 256).unwrap_or_default();
            Rgba([shade(x), shade(y), 90, 255])
        });
        let mut bytes = Cursor::new(Vec::new());
        let picture = DynamicImage::from(drawn);
        let picture = if format == ImageFormat::Jpeg { picture.to_rgb8().into() } else { picture };
        picture.write_to(&mut bytes, format).expect("drawn");
        bytes.into_inner()
    }

    fn size(png: &[u8]) -> (u32, u32) {
        let read = image::load_from_memory_with_format(png, ImageFormat::Png).expect("a PNG");
        (read.width(), read.height())
    }

    #[test]
    fn a_picture_is_fitted_and_drawn_anew() {
        for (format, width, height, fitted_to) in [
            (ImageFormat::Png, 400, 100, (200, 50)),
            (ImageFormat::Jpeg, 100, 400, (50, 200)),
            (ImageFormat::WebP, 90, 30, (90, 30)),
        ] {
            let png = fitted(&encoded(width, height, format), 200).expect("usable");
            assert_eq!(size(&png), fitted_to, "{format:?}");
        }
    }

    #[test]
    fn what_a_file_carries_beside_the_picture_is_gone() {
        let mut bytes = encoded(20, 20, ImageFormat::Png);
        bytes.extend_from_slice(b"<script>hidden</script>");
        let png = fitted(&bytes, 200).expect("usable");
        assert!(!png.windows(6).any(|w| w == b"hidden"));
    }

    #[test]
    fn what_is_no_picture_or_too_large_is_refused() {
        let png = encoded(20, 20, ImageFormat::Png);
        let svg = b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>";
        for (bytes, why) in [
            (&svg[..], Unusable::Kind),
            (b"", Unusable::Kind),
            (b"GIF89a\x01\x00\x01\x00", Unusable::Kind),
            (&png[..png.len() / 2], Unusable::Broken),
            (&encoded(4_001, 1, ImageFormat::Png), Unusable::Pixels),
        ] {
            assert_eq!(fitted(bytes, 200).expect_err("refused"), why, "{} bytes", bytes.len());
        }
    }
}
