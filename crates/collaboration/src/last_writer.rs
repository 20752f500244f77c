//! Whether the last one who may write has left a post, on whichever server.
//!
//! Each room says to the others whether writers are connected to it. A message that is lost is made up for when the line
//! is level again: all are asked then. While servers do not hear each other, each knows of its own people alone.

use crate::{room::Room, said, together::Together};
use cluster::ServerId;
use std::collections::HashSet;

/// Where else somebody is who may write.
#[derive(Default)]
pub(crate) struct WritersAbroad {
    servers: HashSet<ServerId>,
    /// What was said of this server.
    said: bool,
}

impl Room {
    /// Somebody has left, or may do something else now. Who stays and may only read is no writer.
    pub(crate) fn writers_changed(&mut self) {
        self.writers_are_news();
        self.note_writers_left();
    }

    /// Somebody has come or left: the others hear of it, if it is news to them.
    pub(crate) fn writers_are_news(&mut self) {
        let here = self.has_writers();
        if let Some(together) = self.together.as_mut().filter(|together| together.writers.said != here) {
            together.say_writers(here);
        }
    }

    pub(crate) fn has_writers(&self) -> bool {
        !self.members.which(|member| member.role.writes()).is_empty()
    }

    /// The revision that is made then is made once, whichever servers hear of it.
    pub(crate) fn note_writers_left(&mut self) {
        let abroad = self.together.as_ref().is_some_and(|together| !together.writers.servers.is_empty());
        if !abroad && !self.has_writers() {
            self.chores.writers_left();
        }
    }

    /// Says it to a server that asks.
    pub(crate) fn say_writers(&mut self) {
        let here = self.has_writers();
        if let Some(together) = &mut self.together {
            together.say_writers(here);
        }
    }

    /// Another server says it.
    pub(crate) fn hear_writers(&mut self, server: ServerId, there: bool) {
        let Some(together) = &mut self.together else { return };
        if there {
            together.writers.servers.insert(server);
        } else if together.writers.servers.remove(&server) {
            self.note_writers_left();
        }
    }

    /// Only those are known still.
    pub(crate) fn keep_writers(&mut self, which: impl Fn(ServerId) -> bool) {
        if let Some(together) = &mut self.together {
            together.writers.servers.retain(|server| which(*server));
        }
        self.note_writers_left();
    }
}

impl Together {
    fn say_writers(&mut self, here: bool) {
        self.writers.said = here;
        self.say(&said::writers(here));
    }
}
