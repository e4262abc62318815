//! The process around the portal: settings, the router and its edge, jobs, and the command line. No business rule.

#![recursion_limit = "512"]

pub mod command;
mod downloads;
pub mod edge;
mod embeds;
mod feeds;
pub mod jobs;
pub mod logs;
mod open_data;
mod router;
pub mod settings;
mod uploads;

pub use router::router;
