// Small files, as a person would choose them: what they are is in their bytes.

/** A grey JPEG of eight by eight. */
export const JPEG = {
  name: "sunrise.jpg",
  mimeType: "image/jpeg",
  buffer: Buffer.from(
    "/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAAMCAgICAgMCAgIDAwMDBAYEBAQEBAgGBgUGCQgKCgkICQkKDA8MCgsOCwkJDRENDg8QEBEQCgwSExIQEw8QEBD/wAALCAAIAAgBAREA/8QAFAABAAAAAAAAAAAAAAAAAAAACf/EABQQAQAAAAAAAAAAAAAAAAAAAAD/2gAIAQEAAD8AVN//2Q==",
    "base64",
  ),
};

/** The same under another name, for carousels. */
export const SECOND_JPEG = { ...JPEG, name: "evening.jpg" };

/** The head of an MP4, and enough after it to be a file. */
export const MP4 = {
  name: "clip.mp4",
  mimeType: "video/mp4",
  buffer: Buffer.concat([Buffer.from("\0\0\0\x18ftypisom\0\0\x02\0isomiso2", "latin1"), Buffer.alloc(40_000)]),
};

/** A text that calls itself a video. */
export const LIAR = { name: "clip.mp4", mimeType: "video/mp4", buffer: Buffer.from("I am a text.") };
