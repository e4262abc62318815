//! `oca`: serves the portal, fills a sample world, makes coordinators.

#![recursion_limit = "512"]

use clap::Parser;
use server::command::{Command, run};
use std::process::ExitCode;

// Rendering allocates many small things for a short time: measured, a third more pages a second than the system's own.
#[global_allocator]
static ALLOCATOR: tikv_jemallocator::Jemalloc = tikv_jemallocator::Jemalloc;

/// The portal of the Open Cloud Alliance.
#[derive(Parser)]
#[command(name = "oca", version, about)]
struct Line {
    #[command(subcommand)]
    command: Command,
}

#[tokio::main]
async fn main() -> ExitCode {
    let line = Line::parse();
    server::logs::start();
    match run(line.command).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(reason) => {
            tracing::error!("{reason}");
            ExitCode::FAILURE
        }
    }
}
