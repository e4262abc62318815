//! The physical limit beside which pages are measured: a bare axum handler that returns the same bytes from memory.
//!
//! `limit ADDRESS FILE`: answers every path with the file, as brotli-packed HTML.

use axum::{Router, body::Bytes, http::header, routing::get};

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let (address, file) = arguments.next().zip(arguments.next()).ok_or("usage: limit ADDRESS FILE")?;
    let bytes = Bytes::from(std::fs::read(file)?);
    let headers = [(header::CONTENT_TYPE, "text/html; charset=utf-8"), (header::CONTENT_ENCODING, "br")];
    let answer = get(move || async move { (headers, bytes) });
    let listener = tokio::net::TcpListener::bind(address).await?;
    axum::serve(listener, Router::new().fallback_service(answer)).await?;
    Ok(())
}
