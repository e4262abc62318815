//! Writes iCalendar (RFC 5545), byte by byte as specs/meetups.md wants it: CRLF, lines of at most 75 octets, one
//! VTIMEZONE, fixed UIDs. It knows neither people nor join links.

use crate::{
    text::{Lang, Text2, Texts, keys::meetups},
    time::{HOUR_MS, UnixMillis},
};

/// Longest line, in octets without its end.
const LONGEST_LINE: usize = 75;

/// Korean civil time, which has had one offset since 1988.
const SEOUL: [&str; 9] = [
    "BEGIN:VTIMEZONE",
    "TZID:Asia/Seoul",
    "BEGIN:STANDARD",
    "DTSTART:19700101T000000",
    "TZOFFSETFROM:+0900",
    "TZOFFSETTO:+0900",
    "TZNAME:KST",
    "END:STANDARD",
    "END:VTIMEZONE",
];

/// A meetup as calendars know it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    pub slug: String,
    /// Fixed for ever and free of the slug.
    pub uid: String,
    pub cancelled: bool,
    pub name: Text2,
    /// Plain text.
    pub about: Text2,
    /// Empty for an online meetup.
    pub place: Text2,
    pub address: Text2,
    pub start: UnixMillis,
    pub end: UnixMillis,
    pub sequence: i64,
    pub changed: UnixMillis,
}

/// A calendar of meetups in one language. `base_url` is where their pages stand.
pub fn write(entries: &[Entry], title: &str, lang: Lang, base_url: &str) -> String {
    let mut lines = Lines::default();
    lines.plain("BEGIN:VCALENDAR");
    lines.plain("VERSION:2.0");
    lines.plain("PRODID:-//Open Cloud Alliance//Portal//EN");
    lines.plain("CALSCALE:GREGORIAN");
    lines.plain("METHOD:PUBLISH");
    lines.text("NAME", title);
    lines.text("X-WR-CALNAME", title);
    lines.plain("REFRESH-INTERVAL;VALUE=DURATION:PT1H");
    lines.plain("X-PUBLISHED-TTL:PT1H");
    for line in SEOUL {
        lines.plain(line);
    }
    for entry in entries {
        event(&mut lines, entry, lang, base_url);
    }
    lines.plain("END:VCALENDAR");
    lines.0
}

fn event(lines: &mut Lines, entry: &Entry, lang: Lang, base_url: &str) {
    let page = format!("{base_url}{}", lang.href(&format!("/meetups/{}", entry.slug)));
    let place = [entry.place.get(lang), entry.address.get(lang)];
    let place: Vec<_> = place.into_iter().filter(|part| !part.is_empty()).collect();
    let place = if place.is_empty() { Texts(lang).s(meetups::MODE_ONLINE).to_owned() } else { place.join(", ") };
    let about = entry.about.get(lang);
    let gap = if about.is_empty() { "" } else { "\n\n" };
    lines.plain("BEGIN:VEVENT");
    lines.text("UID", &entry.uid);
    lines.plain(&format!("DTSTAMP:{}", utc(entry.changed)));
    lines.plain(&format!("LAST-MODIFIED:{}", utc(entry.changed)));
    lines.plain(&format!("SEQUENCE:{}", entry.sequence));
    lines.plain(&format!("DTSTART;TZID=Asia/Seoul:{}", local(entry.start)));
    lines.plain(&format!("DTEND;TZID=Asia/Seoul:{}", local(entry.end)));
    lines.text("SUMMARY", entry.name.get(lang));
    lines.text("LOCATION", &place);
    lines.text("DESCRIPTION", &format!("{about}{gap}{page}"));
    lines.plain(&format!("URL:{page}"));
    lines.plain(if entry.cancelled { "STATUS:CANCELLED" } else { "STATUS:CONFIRMED" });
    lines.plain("END:VEVENT");
}

/// `20261124T183000`, the civil time in Seoul.
fn local(at: UnixMillis) -> String {
    let c = at.seoul();
    format!("{:04}{:02}{:02}T{:02}{:02}{:02}", c.year, c.month, c.day, c.hour, c.minute, c.second)
}

/// `20261124T093000Z`.
fn utc(at: UnixMillis) -> String {
    format!("{}Z", local(at + -9 * HOUR_MS))
}

/// Content lines, folded and ended as the standard wants.
#[derive(Default)]
struct Lines(String);

impl Lines {
    /// A property of type TEXT.
    fn text(&mut self, name: &str, value: &str) {
        let mut line = format!("{name}:");
        for c in value.replace("\r\n", "\n").chars() {
            match c {
                '\\' | ';' | ',' => line.extend(['\\', c]),
                '\n' | '\r' => line += "\\n",
                '\t' => line.push(' '),
                c if c.is_control() => {}
                c => line.push(c),
            }
        }
        self.plain(&line);
    }

    /// A line as it is; a longer one is folded, never inside a character.
    fn plain(&mut self, line: &str) {
        let mut octets = 0;
        for c in line.chars() {
            if octets + c.len_utf8() > LONGEST_LINE {
                self.0 += "\r\n ";
                octets = 1;
            }
            self.0.push(c);
            octets += c.len_utf8();
        }
        self.0 += "\r\n";
    }
}

#[cfg(test)]
mod tests;
