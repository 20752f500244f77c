//! `huntaze`: serves the product. See `huntaze help`.

use server::{
    config::Config,
    demo, healthcheck, log,
    start::{self, Failed},
    stop,
};
use std::{env, process::ExitCode};

/// Pages are made of many small pieces, which it hands out faster than the system's: docs/decisions/0014.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const HELP: &str = "\
huntaze [command]

  serve        serves the product until it is stopped (the default)
  migrate      brings the database up to date
  rotate-keys  encrypts the tokens of social accounts with the newest key of TOKEN_ENCRYPTION_KEY
  demo         puts demo data into a new database and prints its sign-ins
  healthcheck  asks whether the program that serves here is ready
  config       prints every setting with its default
  help         prints this";

#[tokio::main]
async fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let command = match arguments.as_slice() {
        [] => "serve",
        [command] => command,
        _ => "",
    };
    match command {
        "help" | "--help" | "-h" => return say(HELP),
        "config" => return say(server::config::REFERENCE.trim_end()),
        "--version" | "-V" => return say(env!("CARGO_PKG_VERSION")),
        "serve" | "migrate" | "rotate-keys" | "demo" | "healthcheck" => {}
        _ => {
            complain(&format!("There is no such command.\n\n{HELP}"));
            return ExitCode::from(2);
        }
    }
    match run(command).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            complain(&error.to_string());
            ExitCode::FAILURE
        }
    }
}

async fn run(command: &str) -> Result<(), Failed> {
    let config = Config::from_env()?;
    if command == "healthcheck" {
        return healthcheck(&config).map_err(|error| Failed::Io("Huntaze is not ready here", error));
    }
    log::start(&config);
    match command {
        "migrate" => start::database(&config).await?.close().await,
        "rotate-keys" => {
            let services = start::services(&config, start::database(&config).await?)?;
            let done = services.social.rotate_keys().await;
            services.db.close().await;
            let (done, closed) = done.map_err(Failed::Keys)?;
            say(&format!(
                "{done} accounts have the newest key now. {closed} can't be opened with any key that is set: their people must sign in again."
            ));
        }
        "demo" => {
            let services = start::services(&config, start::database(&config).await?)?;
            let lines = demo::fill(&services).await;
            services.hub.shutdown().await;
            services.db.close().await;
            say(&lines.map_err(Failed::Demo)?);
        }
        _ => start::serve(config, stop::signal()).await?,
    }
    Ok(())
}

#[expect(clippy::print_stdout, reason = "what a command was asked for goes to standard output")]
fn say(text: &str) -> ExitCode {
    println!("{text}");
    ExitCode::SUCCESS
}

fn complain(text: &str) {
    eprintln!("huntaze: {text}");
}
