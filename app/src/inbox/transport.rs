//! Sends mails: to an SMTP server, or as files where none is set.

use crate::{
    db::{Db, StoreError},
    time::UnixMillis,
    values,
};
use lettre::{
    AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor,
    message::{Mailbox, MultiPart},
};
use std::{fmt, path::PathBuf};

/// Where mails go.
#[derive(Clone)]
pub struct Mailer {
    from: Mailbox,
    way: Way,
}

#[derive(Clone)]
enum Way {
    Smtp(AsyncSmtpTransport<Tokio1Executor>),
    Folder(PathBuf),
}

impl fmt::Debug for Mailer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Mailer({})", self.from)
    }
}

impl Mailer {
    /// Mails go to the server of this URL (`smtp://host:port`, `smtps://user:password@host`).
    pub fn smtp(from: &str, url: &str) -> Result<Self, String> {
        let transport = AsyncSmtpTransport::<Tokio1Executor>::from_url(url).map_err(|e| e.to_string())?.build();
        Ok(Self { from: mailbox(from)?, way: Way::Smtp(transport) })
    }

    /// Mails are written to this folder, one `.eml` file each.
    pub fn folder(from: &str, folder: PathBuf) -> Result<Self, String> {
        Ok(Self { from: mailbox(from)?, way: Way::Folder(folder) })
    }
}

fn mailbox(address: &str) -> Result<Mailbox, String> {
    address.parse().map_err(|e| format!("{address}: {e}"))
}

#[derive(sqlx::FromRow)]
struct Mail {
    recipient: String,
    subject: String,
    body_text: String,
    body_html: String,
}

/// Sends one stored mail, unless it was sent before.
pub async fn send_mail(db: &Db, mailer: &Mailer, id: i64, now: UnixMillis) -> Result<(), String> {
    const SELECT: &str = "SELECT recipient, subject, body_text, body_html FROM mail WHERE id = $1 AND sent_ms IS NULL";
    let wrong = |e: StoreError| e.to_string();
    let found: Option<Mail> = db.read().await.map_err(wrong)?.optional(SELECT, values![id]).await.map_err(wrong)?;
    let Some(mail) = found else { return Ok(()) };
    let message = Message::builder()
        .from(mailer.from.clone())
        .to(mailbox(&mail.recipient)?)
        .subject(mail.subject)
        .message_id(Some(format!("<{id}.{}@{}>", now.0, mailer.from.email.domain())))
        .multipart(MultiPart::alternative_plain_html(mail.body_text, mail.body_html))
        .map_err(|e| e.to_string())?;
    match &mailer.way {
        Way::Smtp(transport) => {
            transport.send(message).await.map_err(|e| e.to_string())?;
        }
        Way::Folder(folder) => {
            tokio::fs::create_dir_all(folder).await.map_err(|e| e.to_string())?;
            let file = folder.join(format!("{}-{id}.eml", now.0));
            tokio::fs::write(file, message.formatted()).await.map_err(|e| e.to_string())?;
        }
    }
    let mut tx = db.begin().await.map_err(wrong)?;
    tx.run("UPDATE mail SET sent_ms = $2 WHERE id = $1", values![id, now]).await.map_err(wrong)?;
    tx.commit().await.map_err(wrong)
}
