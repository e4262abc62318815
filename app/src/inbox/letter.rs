//! Mails as they are written and laid out.

use crate::{
    db::{StoreResult, Tx},
    jobs,
    text::{Key, Lang, Texts, keys},
    time::UnixMillis,
    values,
};

/// The job that sends one mail.
pub const MAIL_JOB: &str = "mail";

/// A mail in one language, before it is laid out.
#[derive(Clone, Debug)]
pub struct Letter {
    pub lang: Lang,
    pub subject: String,
    pub paragraphs: Vec<String>,
    /// Label and absolute address of the one thing to do.
    pub button: Option<(String, String)>,
}

/// Writes a mail into the outbox.
pub async fn mail(tx: &mut Tx, to: &str, letter: &Letter, now: UnixMillis) -> StoreResult<()> {
    write(tx, to, letter, keys::mail::FOOTER, now).await
}

/// The same to somebody who has nothing to do with the portal yet.
pub async fn mail_outside(tx: &mut Tx, to: &str, letter: &Letter, now: UnixMillis) -> StoreResult<()> {
    write(tx, to, letter, keys::mail::FOOTER_OUTSIDE, now).await
}

async fn write(tx: &mut Tx, to: &str, letter: &Letter, footer: Key, now: UnixMillis) -> StoreResult<()> {
    const INSERT: &str = "INSERT INTO mail (recipient, subject, body_text, body_html, created_ms) \
        VALUES ($1, $2, $3, $4, $5) RETURNING id";
    let id = tx.number(INSERT, values![to, &letter.subject, letter.text(footer), letter.html(footer), now]).await?;
    jobs::add(tx, MAIL_JOB, &id.to_string(), &id.to_string(), now).await
}

impl Letter {
    fn text(&self, footer: Key) -> String {
        let mut parts = self.paragraphs.clone();
        if let Some((label, address)) = &self.button {
            parts.push(format!("{label}:\n{address}"));
        }
        parts.push(format!("-- \n{}", Texts(self.lang).s(footer)));
        parts.join("\n\n")
    }

    fn html(&self, footer: Key) -> String {
        let paragraphs: String = self.paragraphs.iter().map(|p| format!("<p>{}</p>", escape(p))).collect();
        let button = self.button.as_ref().map_or_else(String::new, |(label, address)| {
            format!(
                "<p><a href=\"{a}\" style=\"display:inline-block;padding:10px 18px;border-radius:8px;\
                 background:#0b5563;color:#fff;text-decoration:none;font-weight:600\">{}</a></p><p>{a}</p>",
                escape(label),
                a = escape(address),
            )
        });
        format!(
            "<!doctype html><html lang=\"{}\"><body style=\"font:16px/1.6 sans-serif;max-width:36em\">{paragraphs}\
             {button}<hr><p style=\"color:#555;font-size:13px\">{}</p></body></html>",
            self.lang.code(),
            escape(Texts(self.lang).s(footer)),
        )
    }
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;").replace('\n', "<br>")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::db::testing::databases;

    fn letter() -> Letter {
        Letter {
            lang: Lang::Ko,
            subject: "가입 확인".to_owned(),
            paragraphs: vec!["<나래>님, 안녕하세요.".to_owned()],
            button: Some(("확인".to_owned(), "http://127.0.0.1:3000/verify?t=a&b=c".to_owned())),
        }
    }

    #[test]
    fn a_letter_escapes_what_people_typed() {
        let html = letter().html(keys::mail::FOOTER);
        assert!(html.contains("&lt;나래&gt;님") && html.contains("t=a&amp;b=c"), "{html}");
        assert!(letter().text(keys::mail::FOOTER).contains("http://127.0.0.1:3000/verify?t=a&b=c"));
    }

    #[tokio::test]
    async fn a_mail_and_its_job_are_stored_together_or_not_at_all() {
        for test in databases().await {
            let now = UnixMillis(1_790_000_000_000);
            let mut tx = test.db.begin().await.expect("a transaction");
            mail(&mut tx, "a@b.example", &letter(), now).await.expect("written");
            drop(tx);
            assert!(jobs::take(&test.db, now).await.expect("asked").is_none(), "nothing was committed");
            let mut tx = test.db.begin().await.expect("a transaction");
            mail(&mut tx, "a@b.example", &letter(), now).await.expect("written");
            tx.commit().await.expect("stored");
            assert!(jobs::take(&test.db, now).await.expect("asked").is_some());
        }
    }
}
