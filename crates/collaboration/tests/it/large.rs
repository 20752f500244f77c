//! Documents of megabytes.

use crate::{
    client::all,
    world::{World, quick},
};
use model::content::Role;
use yrs::{ReadTxn, Transact, XmlElementPrelim, XmlFragment, XmlTextPrelim};

#[tokio::test]
async fn five_megabytes_are_written_read_cut_and_written_on() {
    let world = World::new(quick()).await;
    let mut a = world.join(&world.owner, Role::Owner).await;
    let body = a.body.clone();
    // 500 letters of two bytes each in 5,243 paragraphs, sent as an editor does that pastes bit by bit.
    let paragraph = "é".repeat(500);
    for _ in 0..11 {
        a.edit(|txn| {
            for _ in 0..477 {
                let node = body.insert(txn, 0, XmlElementPrelim::empty("paragraph"));
                node.insert(txn, 0, XmlTextPrelim::new(paragraph.as_str()));
            }
        })
        .await;
        a.until("the ack", |client| client.durable == client.sent).await;
    }
    let whole = a.doc.transact().encode_state_as_update_v1(&yrs::StateVector::default()).len();
    assert!(whole > 5 << 20, "{whole}");
    let mut b = world.join(&world.owner, Role::Owner).await;
    assert_eq!(a.all(), b.all());
    a.leave();
    b.leave();
    world.ended().await;
    assert_eq!(all(&world.stored().await), a.all());

    let mut b = world.join_as(b, &world.owner, Role::Owner).await;
    let body = b.body.clone();
    b.edit(|txn| {
        let nodes = body.len(txn);
        body.remove_range(txn, 1, nodes - 1);
    })
    .await;
    b.write(" and on").await;
    b.until("the acks", |client| client.durable == client.sent).await;
    b.leave();
    world.ended().await;
    assert_eq!(all(&world.stored().await), b.all());
    let kept = world.contents.load_document(world.post).await.unwrap().state.len();
    assert!(kept < 1 << 20, "what was deleted takes no room: {kept} bytes");
    let a = world.join_as(a, &world.owner, Role::Owner).await;
    assert_eq!(a.all(), b.all(), "who was here before hears of the deletion");
}
