//! Old revisions go.

use crate::house;

#[tokio::test]
async fn old_revisions_are_thinned_out_and_leave_their_authors_and_words_to_the_next() {
    let house = house().await;
    let (bob, cleo) = (house.db.person("Bob").await, house.db.person("Cleo").await);
    // The beginning and 59 states, each with one word more.
    for number in 1..60 {
        let words = (0..number).map(|word| format!(" w{word}")).collect::<String>();
        house.write(&format!("First.{words}"), &[if number == 3 { bob } else { cleo }], true).await;
    }
    let all = house.all().await;
    assert_eq!(all.len(), 60);
    // All at the same hour, long ago; the fourth has a name.
    house.run("UPDATE revisions SET created_at = 1700000000000").await;
    let named = all[60 - 3].id;
    house.revisions.rename(house.ada, house.post, named, "Kept").await.unwrap();
    house.revisions.thin().await;
    let left = house.all().await;
    assert_eq!(left.iter().map(|revision| revision.id).collect::<Vec<_>>(), [all[..50].iter().map(|one| one.id).collect(), vec![named]].concat());
    assert_eq!(left[50].words_added, 2 + 2, "against nothing: what came before it is gone");
    assert_eq!(left[50].authors.iter().map(|author| author.name.as_str()).collect::<Vec<_>>(), ["Ada", "Cleo"]);
    let next = &left[49];
    assert_eq!(next.words_added, 8, "those of the seven that are gone, too");
    assert_eq!(next.authors.iter().map(|author| author.name.as_str()).collect::<Vec<_>>(), ["Bob", "Cleo"]);
    house.revisions.thin().await;
    assert_eq!(house.all().await, left, "what stays stays");
}
