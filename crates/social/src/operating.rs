//! What administrators do: pause publishing, look whether a platform knows the app, count.

use crate::{Back, Connector, Metered, Platform, Problem, ProblemCode, Secret, SignIn, Social, store};
use model::{Result, UserId};

/// How many accounts of a platform are connected, and how many wait for their person.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Connections {
    /// All that are connected.
    pub all: u32,
    /// Those that wait.
    pub waiting: u32,
}

impl Social {
    /// From now on nothing new is published there; what has begun goes on.
    ///
    /// # Errors
    /// `Unavailable` if the database is.
    pub async fn pause_platform(&self, platform: Platform, by: UserId, paused: bool) -> Result<()> {
        let mut tx = self.0.db.write().await?;
        if paused {
            store::pauses::set(&mut tx, platform, by, self.now()).await?;
        } else {
            store::pauses::take_away(&mut tx, platform).await?;
        }
        tx.commit().await?;
        tracing::warn!(platform = platform.code(), paused, "an administrator switched publishing");
        Ok(())
    }

    /// Where publishing is paused.
    ///
    /// # Errors
    /// `Unavailable` if the database is.
    pub async fn paused(&self) -> Result<Vec<Platform>> {
        store::pauses::list(&self.0.db).await
    }

    /// Asks a platform for tokens with a code that is none: one that knows the app refuses the code, and nothing else.
    ///
    /// # Errors
    /// What the platform says against the app, or that it cannot be reached.
    pub async fn self_test(&self, platform: Platform) -> std::result::Result<(), Problem> {
        let connector = self.connector(platform)?;
        let both = [SignIn::Own, SignIn::Facebook];
        for sign_in in both.into_iter().filter(|way| *way == SignIn::Own || platform == Platform::Instagram) {
            test(connector, sign_in).await?;
        }
        Ok(())
    }

    /// How the calls to a platform went in the last hour on this server.
    pub fn metered(&self, platform: Platform) -> Metered {
        self.connector(platform).map(|connector| connector.meter().read()).unwrap_or_default()
    }

    /// How many accounts of a platform there are.
    ///
    /// # Errors
    /// `Unavailable` if the database is.
    pub async fn connections(&self, platform: Platform) -> Result<Connections> {
        let (all, waiting) = store::accounts::count(&self.0.db, platform).await?;
        let number = |many: i64| u32::try_from(many).unwrap_or_default();
        Ok(Connections { all: number(all), waiting: number(waiting) })
    }
}

async fn test(connector: &dyn Connector, sign_in: SignIn) -> std::result::Result<(), Problem> {
    let verifier = Secret::new(db::secret());
    // Any address will do: the code is looked at before it, or refused together with it.
    let back = Back { sign_in, code: "self-test", redirect_uri: "https://localhost/self-test", verifier: &verifier };
    match connector.connect(&back).await {
        Ok(_) => Ok(()),
        Err(problem) if problem.code == ProblemCode::CodeRefused => Ok(()),
        Err(problem) => Err(problem),
    }
}
