//! The page with all mails.

use super::state::State;
use crate::{
    common::common,
    features::admin::{
        api::{MailRow, list_mails},
        layout::{Admin, Part, pages},
        texts::AdminTexts,
    },
    frame::Failed,
    texts::t,
    ui::{Banner, Cell, EmptyState, Glyph, Pagination, Table, Tone},
    visitor::use_visitor,
};
use leptos::{either::EitherOf3, prelude::*};
use leptos_router::hooks::use_query_map;
use model::Page;

/// The page `/admin/mails`.
#[component]
pub fn MailsPage() -> impl IntoView {
    let params = use_query_map();
    let mails = Resource::new(move || params.with(|params| params.get("cursor")), list_mails);
    let texts = t::<AdminTexts>();
    let leaves = use_visitor().with(|visitor| visitor.mail_leaves);
    let (tone, notice) = if leaves { (Tone::Neutral, texts.mails_sent_by) } else { (Tone::Warning, texts.mails_kept) };
    view! {
        <Admin part=Part::Mails>
            <Banner tone>{notice}</Banner>
            <Transition fallback=|| ()>
                {move || Suspend::new(async move {
                    match mails.await {
                        Ok(page) if page.items.is_empty() => {
                            EitherOf3::A(view! { <EmptyState glyph=Glyph::Mail title=texts.mails_none_title text=texts.mails_none /> })
                        }
                        Ok(page) => EitherOf3::B(view! { <List page /> }),
                        Err(failure) => EitherOf3::C(view! { <Failed failure /> }),
                    }
                })}
            </Transition>
        </Admin>
    }
}

#[component]
fn List(page: Page<MailRow>) -> impl IntoView {
    let texts = t::<AdminTexts>();
    let (first_href, next_href) = pages("/admin/mails", page.next_cursor);
    let columns = [texts.mail_subject, texts.mail_to, texts.mail_state, texts.mail_written].to_vec();
    view! {
        <Table caption=texts.mails columns>
            {page.items.into_iter().map(|row| view! { <Row row /> }).collect_view()}
        </Table>
        <Pagination label=texts.pages first=common().first next=common().next first_href next_href />
    }
}

#[component]
fn Row(row: MailRow) -> impl IntoView {
    let texts = t::<AdminTexts>();
    let MailRow { mail, created, .. } = row;
    view! {
        <tr>
            <Cell main=true><a href=format!("/admin/mails/{}", mail.id)>{mail.subject}</a></Cell>
            <Cell label=texts.mail_to>{mail.to}</Cell>
            <Cell label=texts.mail_state><State state=mail.state /></Cell>
            <Cell label=texts.mail_written><time datetime=created.iso>{created.text}</time></Cell>
        </tr>
    }
}
