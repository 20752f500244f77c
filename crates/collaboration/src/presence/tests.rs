use super::*;
use model::{UserId, accounts::Person};
use serde_json::Value;

fn person(name: &str) -> Person {
    Person { id: UserId(db::new_id::<UserId>().0), name: name.into(), color: 3, picture: None }
}

fn body(list: &[(u64, u32, &str)]) -> Vec<u8> {
    let mut body = Vec::new();
    put_number(&mut body, list.len() as u64);
    for &(client, clock, state) in list {
        put_number(&mut body, client);
        put_number(&mut body, u64::from(clock));
        put_bytes(&mut body, state.as_bytes());
    }
    body
}

fn news(presence: &mut Presence) -> Vec<(u64, u32, Value)> {
    let changed = presence.take_news(usize::MAX);
    let Some(body) = presence.encode(changed.into_iter()) else { return Vec::new() };
    entries(&body).unwrap().map(|entry| entry.map(|entry| (entry.client, entry.clock, serde_json::from_str(entry.state).unwrap())).unwrap()).collect()
}

fn say(presence: &mut Presence, connection: ConnectionId, who: &Person, mine: &mut Option<u64>, said: &[(u64, u32, &str)]) -> Result<(), Refused> {
    presence.say(connection, &who.clone().into(), mine, &body(said), 200, |_| false)
}

#[test]
fn the_name_comes_from_the_session_whatever_the_client_says() {
    let (mut presence, ada) = (Presence::default(), person("Ada"));
    say(&mut presence, 1, &ada, &mut None, &[(7, 1, r#"{"user":{"name":"Bob","id":"x"},"cursor":5}"#)]).unwrap();
    let news = news(&mut presence);
    assert_eq!(news[0].2["user"]["name"], "Ada");
    assert_eq!(news[0].2["user"]["id"], ada.id.to_string());
    assert_eq!(news[0].2["user"]["color"], 3);
    assert_eq!(news[0].2["cursor"], 5);
}

#[test]
fn nobody_speaks_for_the_client_of_another() {
    let (mut presence, ada, bob) = (Presence::default(), person("Ada"), person("Bob"));
    let (mut a, mut b) = (None, None);
    say(&mut presence, 1, &ada, &mut a, &[(7, 1, "{}")]).unwrap();
    news(&mut presence);
    say(&mut presence, 2, &bob, &mut b, &[(7, 9, "null"), (7, 9, r#"{"cursor":1}"#)]).unwrap();
    assert!(news(&mut presence).is_empty());
    assert_eq!(b, None);
    say(&mut presence, 2, &bob, &mut b, &[(8, 1, "{}"), (9, 1, "{}"), (7, 9, "null")]).unwrap();
    assert_eq!(b, Some(8), "only for one client");
    assert_eq!(news(&mut presence).iter().map(|entry| entry.0).collect::<Vec<_>>(), [8]);
}

#[test]
fn one_that_leaves_is_gone_and_is_seen_again_with_the_clock_it_left_with() {
    let (mut presence, ada) = (Presence::default(), person("Ada"));
    say(&mut presence, 1, &ada, &mut None, &[(7, 5, "{}")]).unwrap();
    news(&mut presence);
    presence.leave(1, 7);
    assert_eq!(news(&mut presence), [(7, 5, Value::Null)]);
    assert_eq!(presence.everybody(), protocol::presence(NOTHING));
    say(&mut presence, 2, &ada, &mut None, &[(7, 5, "{}")]).unwrap();
    assert_eq!(news(&mut presence)[0].1, 6, "others ignore a clock that they know");
}

#[test]
fn a_person_whose_line_broke_takes_their_client_with_them() {
    let (mut presence, ada) = (Presence::default(), person("Ada"));
    say(&mut presence, 1, &ada, &mut None, &[(7, 5, "{}")]).unwrap();
    let mut mine = None;
    presence.say(2, &ada.clone().into(), &mut mine, &body(&[(7, 6, "{}")]), 200, |connection| connection == 1).unwrap();
    assert_eq!(mine, Some(7));
    news(&mut presence);
    presence.leave(1, 7);
    assert!(!presence.has_news(), "the old line has nothing to say any more");
}

#[test]
fn states_that_are_too_big_or_no_objects_are_refused() {
    let (mut presence, ada) = (Presence::default(), person("Ada"));
    let long = format!(r#"{{"cursor":"{}"}}"#, "x".repeat(300));
    assert_eq!(say(&mut presence, 1, &ada, &mut None, &[(7, 1, &long)]), Err(Refused::TooBig));
    for bad in ["[]", "5", "{", ""] {
        assert!(matches!(say(&mut presence, 1, &ada, &mut None, &[(7, 1, bad)]), Err(Refused::Malformed(_))), "{bad}");
    }
}

#[test]
fn what_does_not_fit_into_a_sample_comes_first_in_the_next() {
    let (mut presence, ada) = (Presence::default(), person("Ada"));
    for client in 1..=5 {
        say(&mut presence, client, &ada, &mut None, &[(client, 1, "{}")]).unwrap();
    }
    let first = presence.take_news(400);
    assert!(!first.is_empty() && first.len() < 5, "{first:?}");
    // Those that were told move again, and wait behind the others.
    for &client in &first {
        say(&mut presence, client, &ada, &mut Some(client), &[(client, 2, "{}")]).unwrap();
    }
    let rest: Vec<_> = (1..=5).filter(|client| !first.contains(client)).collect();
    assert_eq!(presence.take_news(usize::MAX), [rest, first].concat());
    assert!(!presence.has_news());
    say(&mut presence, 1, &ada, &mut Some(1), &[(1, 3, "{}")]).unwrap();
    assert_eq!(presence.take_news(0), [1], "one at least");
}

#[test]
fn all_who_come_between_two_samples_get_the_same_frame_and_later_what_it_lacks() {
    let (mut presence, ada) = (Presence::default(), person("Ada"));
    say(&mut presence, 1, &ada, &mut None, &[(7, 1, "{}")]).unwrap();
    let first = presence.everybody();
    say(&mut presence, 2, &ada, &mut None, &[(8, 1, "{}")]).unwrap();
    assert_eq!(presence.everybody().as_ptr(), first.as_ptr(), "encoded once");
    assert_eq!(presence.take_news(usize::MAX), [7, 8], "the second one is told to whoever has only the first");
    assert_ne!(presence.everybody(), first);
}
