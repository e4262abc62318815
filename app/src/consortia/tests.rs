//! Consortia against real databases.
