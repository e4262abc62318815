//! The sitemap: every public page in both languages, from what search knows.

use crate::{
    db::{Db, StoreResult},
    search,
    text::Lang,
};

/// Pages that are no thing of search.
const PAGES: [&str; 13] = [
    "/",
    "/sectors",
    "/companies",
    "/technologies",
    "/coverage",
    "/technologies/moves",
    "/consortia",
    "/meetups",
    "/flagship",
    "/bids",
    "/offers",
    "/news",
    "/about",
];
/// Addresses in one sitemap at most, as the protocol sets it; each page stands there in two languages.
const MOST: i64 = 24_000;

/// The sitemap of a portal under this address.
pub async fn sitemap(db: &Db, base_url: &str) -> StoreResult<String> {
    let mut tx = db.read().await?;
    let things = search::public_paths(&mut tx, MOST).await?;
    let paths = PAGES.iter().map(ToString::to_string).chain(things);
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" \
         xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n",
    );
    for path in paths {
        let [ko, en] = Lang::ALL.map(|lang| format!("{base_url}{}", lang.href(&path)));
        for own in [&ko, &en] {
            xml += &format!(
                "<url><loc>{own}</loc><xhtml:link rel=\"alternate\" hreflang=\"ko\" href=\"{ko}\"/>\
                 <xhtml:link rel=\"alternate\" hreflang=\"en\" href=\"{en}\"/></url>\n"
            );
        }
    }
    xml += "</urlset>\n";
    Ok(xml)
}

/// What crawlers may read, and where the sitemap is.
pub fn robots(base_url: &str) -> String {
    format!(
        "User-agent: *\nDisallow: /api/\nDisallow: /account\nDisallow: /secretariat\nDisallow: /inbox\n\
         Disallow: /search\nDisallow: /en/search\n\nSitemap: {base_url}/sitemap.xml\n"
    )
}
