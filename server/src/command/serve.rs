//! `oca serve`: the portal, until it is asked to stop.

use super::say;
use crate::{edge::Edge, jobs, router, settings::ServeSettings};
use std::{net::SocketAddr, time::Duration};
use tokio::{net::TcpListener, signal::unix, time::timeout};

/// How long requests in flight may take once the process is asked to stop.
const LAST_REQUESTS: Duration = Duration::from_secs(10);

pub async fn run(settings: &ServeSettings) -> Result<(), String> {
    let app = settings.app().await?;
    let mailer = settings.mailer()?;
    let listener =
        TcpListener::bind(settings.base.addr).await.map_err(|e| format!("OCA_ADDR {}: {e}", settings.base.addr))?;
    let worker = jobs::start(app.clone(), mailer);
    let edge = Edge::new(app.clone(), settings.trusted_proxies.clone());
    let service = router(edge, settings.leptos()).into_make_service_with_connect_info::<SocketAddr>();
    tracing::info!(address = %settings.base.addr, database = app.db.engine(), "serving");
    say(&format!("The portal is at {} ({}).", app.base_url, app.db.engine()));
    let (stop, stopped) = tokio::sync::oneshot::channel();
    let server = axum::serve(listener, service).with_graceful_shutdown(async move {
        asked_to_stop().await;
        tracing::info!("stopping");
        let _ = stop.send(());
    });
    let server = tokio::spawn(server.into_future());
    let _ = stopped.await;
    if timeout(LAST_REQUESTS, server).await.is_err() {
        tracing::warn!("some requests did not end in time");
    }
    worker.abort();
    let _ = worker.await;
    app.db.close().await;
    Ok(())
}

async fn asked_to_stop() {
    let mut terminate = match unix::signal(unix::SignalKind::terminate()) {
        Ok(signal) => signal,
        Err(error) => {
            tracing::error!(%error, "no signals");
            return std::future::pending().await;
        }
    };
    tokio::select! {
        _ = terminate.recv() => {}
        _ = tokio::signal::ctrl_c() => {}
    }
}
