//! Presence of those who are connected to other servers. They have been checked there; what they say is passed on.

use crate::{
    presence::{Entry, encode, entries},
    wire::Bad,
};
use cluster::ServerId;
use model::{Reader, reader::Participant};
use std::collections::{BTreeMap, HashMap};

/// Clients of one server in one post. More are not shown.
const CLIENTS_MAX: usize = 10_000;

/// A client's clock and state.
type Client = (u32, String);

/// The clients of other servers in one post.
#[derive(Default)]
pub(crate) struct Abroad(HashMap<ServerId, BTreeMap<u64, Client>>);

/// What is to be passed on to the clients here.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Told {
    /// A presence message.
    pub(crate) message: Option<Vec<u8>>,
    /// Those that have left, with their last clocks.
    pub(crate) left: Vec<(u64, u32)>,
}

impl Abroad {
    /// Takes what another server says. Clients for whom `here` holds are connected here and are left out.
    pub(crate) fn hear(&mut self, server: ServerId, body: &[u8], state_max: usize, mut here: impl FnMut(&Entry<'_>) -> bool) -> Result<Told, Bad> {
        let all: Vec<Entry<'_>> = entries(body)?.collect::<Result<_, _>>()?;
        let clients = self.0.entry(server).or_default();
        let mut told = Told::default();
        let mut passed = Vec::new();
        for entry in all.into_iter().filter(|entry| entry.state.len() <= state_max && !here(entry)) {
            if entry.state == "null" {
                clients.remove(&entry.client);
                told.left.push((entry.client, entry.clock));
            } else if clients.len() < CLIENTS_MAX || clients.contains_key(&entry.client) {
                clients.insert(entry.client, (entry.clock, entry.state.to_owned()));
            } else {
                continue;
            }
            passed.push((entry.client, entry.clock, entry.state));
        }
        told.message = encode(passed.into_iter());
        Ok(told)
    }

    /// Keeps only the clients of servers that are alive.
    pub(crate) fn retain(&mut self, alive: impl Fn(ServerId) -> bool) -> Told {
        let gone: Vec<BTreeMap<u64, Client>> = self.0.extract_if(|server, _| !alive(*server)).map(|(_, clients)| clients).collect();
        // One who has come to a server that lives is not gone.
        let left: BTreeMap<u64, u32> =
            gone.iter().flatten().filter(|(client, _)| !self.has(**client)).map(|(&client, &(clock, _))| (client, clock)).collect();
        Told { message: encode(left.iter().map(|(&client, &clock)| (client, clock, "null"))), left: left.into_iter().collect() }
    }

    /// Everybody, as one message body.
    pub(crate) fn everybody(&self) -> Option<Vec<u8>> {
        encode(self.0.values().flatten().map(|(&client, (clock, state))| (client, *clock, state.as_str())))
    }

    /// A client is connected here now.
    pub(crate) fn came_here(&mut self, client: u64) {
        for clients in self.0.values_mut() {
            clients.remove(&client);
        }
    }

    fn has(&self, client: u64) -> bool {
        self.0.values().any(|clients| clients.contains_key(&client))
    }

    /// Whether somebody takes the number of a client that is another one's.
    pub(crate) fn is_taken(&self, body: &[u8], who: Reader) -> bool {
        let Ok(mut entries) = entries(body) else { return false };
        let others = |client: u64| self.0.values().any(|clients| clients.get(&client).is_some_and(|(_, state)| whose(state) != Some(who)));
        entries.any(|entry| entry.is_ok_and(|entry| entry.state != "null" && others(entry.client)))
    }
}

/// Whose state this is. Servers put that in, so it is true.
pub(crate) fn whose(state: &str) -> Option<Reader> {
    #[derive(serde::Deserialize)]
    struct State {
        user: Participant,
    }
    serde_json::from_str::<State>(state).ok().map(|state| state.user.who)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::presence::check;

    fn of(who: &str) -> String {
        format!(r#"{{"user":{{"kind":"user","id":"{who}","name":"A","color":1,"picture":null}}}}"#)
    }

    const ADA: &str = "0190d7b4-7c1e-7c3a-9c55-2f1f6f0c8a11";
    const BOB: &str = "0190d7b4-7c1e-7c3a-9c55-2f1f6f0c8a12";

    fn said(entries: &[(u64, u32, &str)]) -> Vec<u8> {
        encode(entries.iter().copied()).unwrap()
    }

    #[test]
    fn those_of_a_server_that_is_gone_leave_unless_they_are_elsewhere() {
        let (mut abroad, a, b) = (Abroad::default(), ServerId::new(), ServerId::new());
        let state = of(ADA);
        abroad.hear(a, &said(&[(1, 5, &state), (2, 7, &state)]), 1000, |_| false).unwrap();
        abroad.hear(b, &said(&[(2, 8, &state)]), 1000, |_| false).unwrap();
        let told = abroad.retain(|server| server == b);
        assert_eq!(told.left, [(1, 5)]);
        assert_eq!(told.message, Some(said(&[(1, 5, "null")])));
        assert_eq!(abroad.everybody(), Some(said(&[(2, 8, &state)])));
    }

    #[test]
    fn a_number_belongs_to_one_person() {
        let (mut abroad, state) = (Abroad::default(), of(ADA));
        abroad.hear(ServerId::new(), &said(&[(1, 5, &state)]), 1000, |_| false).unwrap();
        let reader = |id: &str| Reader::User(id.parse().unwrap());
        assert!(abroad.is_taken(&said(&[(1, 6, "{}")]), reader(BOB)));
        assert!(!abroad.is_taken(&said(&[(1, 6, "{}")]), reader(ADA)));
        assert!(!abroad.is_taken(&said(&[(1, 6, "null"), (2, 1, "{}")]), reader(BOB)));
    }

    #[test]
    fn what_breaks_off_or_is_too_long_is_not_passed_on() {
        let (mut abroad, state) = (Abroad::default(), of(ADA));
        let whole = said(&[(1, 5, &state), (2, 5, "{}")]);
        assert!(check(&whole).is_ok());
        assert!(abroad.hear(ServerId::new(), &whole[..whole.len() - 1], 1000, |_| false).is_err());
        assert_eq!(abroad.everybody(), None);
        let told = abroad.hear(ServerId::new(), &whole, 10, |_| false).unwrap();
        assert_eq!(told.message, Some(said(&[(2, 5, "{}")])));
    }
}
