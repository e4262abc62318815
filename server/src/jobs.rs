//! The worker: takes due jobs one after the other, and tidies up every hour.

use app::{
    accounts, companies,
    ctx::App,
    inbox::{self, MAIL_JOB, Mailer, send_mail},
    jobs::{self, Job},
    limits, news, offers, recruiting, services, technologies,
    time::{HOUR_MS, UnixMillis},
};
use std::time::Duration;
use tokio::{task::JoinHandle, time::sleep};

/// How long the worker rests when nothing is due.
const REST: Duration = Duration::from_millis(500);

/// Starts the worker of this process.
pub fn start(app: App, mailer: Mailer) -> JoinHandle<()> {
    tokio::spawn(async move {
        let mut tidied = UnixMillis(0);
        loop {
            let now = app.clock.now();
            if now - tidied > HOUR_MS {
                tidied = now;
                tidy(&app, now).await;
            }
            match jobs::take(&app.db, now).await {
                Ok(Some(job)) => work(&app, &mailer, &job).await,
                Ok(None) => sleep(REST).await,
                Err(error) => {
                    tracing::warn!(%error, "the worker cannot reach the database");
                    sleep(REST * 10).await;
                }
            }
        }
    })
}

async fn work(app: &App, mailer: &Mailer, job: &Job) {
    let done = match (job.kind.as_str(), job.payload.parse()) {
        (news::TELL_JOB, Ok(id)) => news::tell(app, id, app.clock.now()).await,
        (MAIL_JOB, Ok(id)) => send_mail(&app.db, mailer, id, app.clock.now()).await,
        _ => Err(format!("nobody knows how to do {}", job.kind)),
    };
    let noted = match done {
        Ok(()) => jobs::finish(&app.db, job).await,
        Err(reason) => {
            tracing::warn!(kind = job.kind, id = job.id, tries = job.tries, reason, "a job failed");
            jobs::fail(&app.db, job, &reason, app.clock.now()).await
        }
    };
    if let Err(error) = noted {
        tracing::warn!(%error, id = job.id, "the outcome of a job is not stored; its lease will run out");
    }
}

async fn tidy(app: &App, now: UnixMillis) {
    for (what, done) in [
        ("sessions", accounts::purge(app, now).await),
        ("limits", limits::purge(&app.db, now).await),
        ("evidence", technologies::lower_expired(app, now).await),
        ("certificates", services::warn_of_expiry(app, now).await),
        ("approaches", recruiting::purge(app, now).await),
        ("candidates", recruiting::purge_landscapes(app, now).await),
        ("invitations", companies::purge(app, now).await),
        ("sheets", companies::purge_imports(app, now).await),
        ("offers", offers::tidy(app, now).await),
        ("messages", inbox::lapse(app, now).await),
        ("digests", inbox::send_digests(app, now).await),
    ] {
        if let Err(error) = done {
            tracing::warn!(%error, what, "not tidied");
        }
    }
}
