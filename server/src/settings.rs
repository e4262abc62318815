//! Every setting, as a flag and as an environment variable.

use app::{
    ctx::{App, Clock},
    db::Db,
    inbox::Mailer,
};
use clap::Args;
use leptos::config::LeptosOptions;
use std::{
    net::{IpAddr, SocketAddr},
    path::PathBuf,
};

/// Which database.
#[derive(Args, Clone, Debug)]
pub struct DatabaseSettings {
    /// `sqlite://FILE` or `postgres://USER@HOST/NAME`
    #[arg(long, env = "DATABASE_URL", default_value = "sqlite://data/oca.db")]
    pub database_url: String,
}

impl DatabaseSettings {
    /// Opens the database and brings its schema up to date.
    pub async fn open(&self) -> Result<Db, String> {
        Db::open(&self.database_url).await.map_err(|e| format!("DATABASE_URL {}: {e}", self.database_url))
    }
}

/// How the portal is reached.
#[derive(Args, Clone, Debug)]
pub struct BaseSettings {
    /// Scheme and host under which people reach the portal; http://OCA_ADDR unless set
    #[arg(long, env = "OCA_BASE_URL")]
    pub base_url: Option<String>,
    /// Address and port to listen on
    #[arg(long, env = "OCA_ADDR", default_value = "127.0.0.1:3000")]
    pub addr: SocketAddr,
}

impl BaseSettings {
    /// The base URL without a slash at its end.
    pub fn base_url(&self) -> String {
        let given = self.base_url.clone().unwrap_or_else(|| format!("http://{}", self.addr));
        given.trim_end_matches('/').to_owned()
    }
}

/// Settings of `oca serve`.
#[derive(Args, Clone, Debug)]
pub struct ServeSettings {
    #[command(flatten)]
    pub database: DatabaseSettings,
    #[command(flatten)]
    pub base: BaseSettings,
    /// The folder that `cargo leptos build` filled
    #[arg(long, env = "OCA_SITE_ROOT", default_value = "target/site")]
    pub site_root: String,
    /// `smtp://HOST:PORT` or `smtps://USER:PASSWORD@HOST`; without it mails become files in `OCA_MAIL_DIR`
    #[arg(long, env = "OCA_SMTP_URL")]
    pub smtp_url: Option<String>,
    /// Where mails are written without an SMTP server
    #[arg(long, env = "OCA_MAIL_DIR", default_value = "data/mail")]
    pub mail_dir: PathBuf,
    /// Who mails come from
    #[arg(long, env = "OCA_MAIL_FROM", default_value = "Open Cloud Alliance <portal@oca.example>")]
    pub mail_from: String,
    /// Proxies whose X-Forwarded-For is believed, separated by commas
    #[arg(long, env = "OCA_TRUSTED_PROXIES", value_delimiter = ',')]
    pub trusted_proxies: Vec<IpAddr>,
    /// Serve people over plain http on an address that is not loopback
    #[arg(long, env = "OCA_INSECURE")]
    pub insecure: bool,
}

impl ServeSettings {
    /// Where mails go.
    pub fn mailer(&self) -> Result<Mailer, String> {
        match &self.smtp_url {
            Some(url) => Mailer::smtp(&self.mail_from, url).map_err(|e| format!("OCA_SMTP_URL: {e}")),
            None => Mailer::folder(&self.mail_from, self.mail_dir.clone()).map_err(|e| format!("OCA_MAIL_FROM: {e}")),
        }
    }

    /// What every request shares.
    pub async fn app(&self) -> Result<App, String> {
        let db = self.database.open().await?;
        app::portal::load_base(&db).await.map_err(|e| e.to_string())?;
        let sample_world = app::portal::sample_world(&db).await.map_err(|e| e.to_string())?;
        let app = App { db, clock: Clock::default(), base_url: self.base.base_url().into(), sample_world };
        if !app.is_https() && !app.is_loopback() && !self.insecure {
            return Err("OCA_BASE_URL is plain http and not loopback: passwords would travel in the open. Use https, \
                        or add --insecure on a network that you trust."
                .to_owned());
        }
        Ok(app)
    }

    /// How leptos finds the browser's files. Their names carry a hash when the build wrote `hash.txt` beside the binary.
    pub fn leptos(&self) -> LeptosOptions {
        let hashed = std::env::current_exe().ok().and_then(|exe| exe.parent().map(|d| d.join("hash.txt").exists()));
        LeptosOptions::builder()
            .output_name("oca")
            .site_root(self.site_root.clone())
            .site_pkg_dir("pkg")
            .site_addr(self.base.addr)
            .hash_files(hashed.unwrap_or_default())
            .build()
    }
}
