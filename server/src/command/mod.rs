//! The command line of `oca`.

mod admin;
mod seed;
mod serve;

use crate::settings::{BaseSettings, DatabaseSettings, ServeSettings};
use clap::Subcommand;

/// What `oca` does.
#[derive(Subcommand)]
pub enum Command {
    /// Bring the database up to date, then serve the portal
    Serve(ServeSettings),
    /// Fill an empty database with the invented sample world
    Seed {
        #[command(flatten)]
        database: DatabaseSettings,
        /// Generate further firms until there are this many, with all that hangs on them
        #[arg(long, default_value_t = 0)]
        scale: usize,
    },
    /// Make coordinators
    #[command(subcommand)]
    Admin(Admin),
}

/// Work on coordinators.
#[derive(Subcommand)]
pub enum Admin {
    /// Make a coordinator, and print the link with which they choose a password
    Create {
        #[command(flatten)]
        database: DatabaseSettings,
        #[command(flatten)]
        base: BaseSettings,
        /// Their mail address
        #[arg(long)]
        email: String,
        /// Their name
        #[arg(long, default_value = "사무국")]
        name: String,
    },
}

/// Runs a command to its end.
pub async fn run(command: Command) -> Result<(), String> {
    match command {
        Command::Serve(settings) => serve::run(&settings).await,
        Command::Seed { database, scale } => seed::run(&database.open().await?, scale).await,
        Command::Admin(Admin::Create { database, base, email, name }) => {
            admin::create(&database.open().await?, &base.base_url(), &email, &name).await
        }
    }
}

/// Prints a line for the person at the terminal.
#[expect(clippy::print_stdout, reason = "the command line answers on standard output")]
pub(crate) fn say(line: &str) {
    println!("{line}");
}
