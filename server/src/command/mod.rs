//! The command line of `oca`.

mod admin;
mod archive;
mod landscape;
mod seed;
mod serve;

use crate::settings::{BaseSettings, DatabaseSettings, ServeSettings};
use clap::Subcommand;
use std::path::PathBuf;

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
    /// Take firms to approach from a landscape file (CNCF landscape2), and report what stands out by line
    ImportLandscape {
        #[command(flatten)]
        database: DatabaseSettings,
        /// The landscape.yml
        file: PathBuf,
        /// Only report, store nothing
        #[arg(long)]
        dry_run: bool,
    },
    /// Write the map, firms and capabilities into a file: all as JSON, or CSV tables into a folder
    Export {
        #[command(flatten)]
        database: DatabaseSettings,
        /// A file ending in .json, or a folder
        file: PathBuf,
    },
    /// Take over a JSON file or one CSV table that `oca export` wrote
    Import {
        #[command(flatten)]
        database: DatabaseSettings,
        /// The .json or .csv file
        file: PathBuf,
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
        Command::Export { database, file } => archive::export(&database.open().await?, &file).await,
        Command::Import { database, file } => archive::import(&database.open().await?, &file).await,
        Command::ImportLandscape { database, file, dry_run } => {
            let db = if dry_run { None } else { Some(database.open().await?) };
            landscape::import(db.as_ref(), &file).await
        }
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
