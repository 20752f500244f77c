//! All SQL about comments.

mod comments;
mod rows;
mod threads;

pub(crate) use comments::{
    Place, change_text, comments, count_comments, delete_comment, empty_comment, insert_comment, mentions, place, reactions, set_reaction, text,
    writers,
};
pub(crate) use threads::{count_threads, delete_if_empty, insert_thread, kept, lock_post, lock_thread, mark_read, set_resolved, thread, threads};
