//! A linter that knows only bytes and the standard, not how the writer works; run over every kind of entry.

use super::{Entry, write};
use crate::{
    text::{Lang, Text2},
    time::UnixMillis,
};
use std::collections::BTreeSet;

/// Everything that is wrong with a calendar.
fn lint(bytes: &[u8]) -> Vec<String> {
    let mut wrong = Vec::new();
    let Some(body) = bytes.strip_suffix(b"\r\n") else { return vec!["does not end with CRLF".to_owned()] };
    let mut lines: Vec<String> = Vec::new();
    for line in body.split(|b| *b == b'\n') {
        let line = line.strip_suffix(b"\r").unwrap_or_else(|| {
            // The last line lost its CRLF above.
            if !body.ends_with(line) {
                wrong.push("a line ends without CR".to_owned());
            }
            line
        });
        if line.len() > 75 {
            wrong.push(format!("{} octets in a line", line.len()));
        }
        let Ok(text) = std::str::from_utf8(line) else {
            wrong.push("a fold cuts a character".to_owned());
            continue;
        };
        if text.chars().any(char::is_control) {
            wrong.push(format!("a control character in {text:?}"));
        }
        match (text.strip_prefix(' '), lines.last_mut()) {
            (Some(more), Some(before)) => *before += more,
            (Some(_), None) => wrong.push("begins with a continuation".to_owned()),
            (None, _) => lines.push(text.to_owned()),
        }
    }
    lint_lines(&lines, &mut wrong);
    wrong
}

fn lint_lines(lines: &[String], wrong: &mut Vec<String>) {
    const TEXTS: [&str; 7] = ["NAME", "X-WR-CALNAME", "UID", "SUMMARY", "LOCATION", "DESCRIPTION", "TZID"];
    const NEEDED: [&str; 7] = ["UID", "DTSTAMP", "SEQUENCE", "DTSTART", "DTEND", "SUMMARY", "STATUS"];
    let (mut open, mut zones, mut uids) = (Vec::new(), BTreeSet::new(), BTreeSet::new());
    let (mut used, mut event, mut calendar) = (Vec::new(), Vec::new(), Vec::new());
    for line in lines {
        let Some((left, value)) = line.split_once(':') else {
            wrong.push(format!("no value in {line:?}"));
            continue;
        };
        let (name, parameters) = left.split_once(';').unwrap_or((left, ""));
        if name.is_empty() || !name.bytes().all(|b| b.is_ascii_uppercase() || b == b'-') {
            wrong.push(format!("a property is called {name:?}"));
        }
        match name {
            "BEGIN" => open.push(value),
            "END" if open.pop() != Some(value) => wrong.push(format!("END:{value} closes nothing")),
            "END" if value == "VEVENT" => {
                for needed in NEEDED {
                    if event.iter().filter(|n| **n == needed).count() != 1 {
                        wrong.push(format!("not exactly one {needed}"));
                    }
                }
                event.clear();
            }
            "ATTENDEE" | "ORGANIZER" => wrong.push(format!("{name} in a public feed")),
            "TZID" => drop(zones.insert(value)),
            "UID" if !uids.insert(value) => wrong.push(format!("UID {value} twice")),
            "DTSTAMP" | "LAST-MODIFIED" if !is_time(value.strip_suffix('Z').unwrap_or_default()) => {
                wrong.push(format!("{name} is no UTC time: {value}"));
            }
            "DTSTART" | "DTEND" if !is_time(value) => wrong.push(format!("{name} is no time: {value}")),
            "SEQUENCE" if value.parse::<u32>().is_err() => wrong.push(format!("SEQUENCE {value}")),
            "STATUS" if !["CONFIRMED", "CANCELLED"].contains(&value) => wrong.push(format!("STATUS {value}")),
            _ => {}
        }
        if let Some(zone) = parameters.strip_prefix("TZID=") {
            used.push(zone);
        }
        match open.last() {
            Some(&"VEVENT") => event.push(name),
            Some(&"VCALENDAR") => calendar.push(line.as_str()),
            _ => {}
        }
        if TEXTS.contains(&name) && !is_escaped(value) {
            wrong.push(format!("{name} is not escaped: {value}"));
        }
    }
    if !open.is_empty() {
        wrong.push(format!("{open:?} stay open"));
    }
    for zone in used.into_iter().filter(|zone| !zones.contains(zone)) {
        wrong.push(format!("no VTIMEZONE for {zone}"));
    }
    if lines.iter().filter(|l| *l == "BEGIN:VTIMEZONE").count() != 1 {
        wrong.push("not exactly one VTIMEZONE".to_owned());
    }
    for needed in ["VERSION:2.0", "METHOD:PUBLISH"] {
        if calendar.iter().filter(|l| **l == needed).count() != 1 {
            wrong.push(format!("not exactly one {needed}"));
        }
    }
    if calendar.iter().filter(|l| l.starts_with("PRODID:")).count() != 1 {
        wrong.push("not exactly one PRODID".to_owned());
    }
}

fn is_time(written: &str) -> bool {
    let (Some(day), Some(time)) = (written.get(..8), written.get(8..)) else { return false };
    let digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
    digits(day) && time.len() == 7 && time.starts_with('T') && digits(&time[1..])
}

fn is_escaped(value: &str) -> bool {
    let mut characters = value.chars();
    while let Some(c) = characters.next() {
        match c {
            '\\' if !matches!(characters.next(), Some('\\' | ';' | ',' | 'n' | 'N')) => return false,
            ';' | ',' => return false,
            _ => {}
        }
    }
    true
}

fn entry(number: i64) -> Entry {
    let start = UnixMillis::of_seoul(2026, 11, 24, 18, 30);
    Entry {
        slug: format!("meetup-{number}"),
        uid: format!("{number}@openclouds.example"),
        cancelled: false,
        name: Text2::new("클라우드 요금서 함께 읽기", "Reading Cloud Bills Together"),
        about: Text2::default(),
        place: Text2::new("얼라이언스 라운지", "Alliance Lounge"),
        address: Text2::new("서울특별시 성동구 물나루로 24", ""),
        start,
        end: start + 9_000_000,
        sequence: number,
        changed: UnixMillis::of_seoul(2026, 11, 1, 8, 59),
    }
}

/// Entries of every kind, with lines whose folds fall on each octet of a Korean character.
fn entries() -> Vec<Entry> {
    let mut all = vec![
        entry(0),
        Entry { cancelled: true, place: Text2::default(), address: Text2::default(), ..entry(1) },
        Entry {
            name: Text2::new("a;b,c\\d\ne\r\nf\tg\u{7}h:i", ""),
            about: Text2::new("\\n;,\\\\", "🎪🎪"),
            ..entry(2)
        },
        Entry {
            name: Text2::new("가".repeat(80), "x".repeat(400)),
            about: Text2::new("나\n".repeat(90), ""),
            ..entry(3)
        },
    ];
    for shift in 0..80 {
        let about =
            format!("{}{}", "a".repeat(shift), "한글로 쓴 아주 긴 소개, 세 부분; 그리고 역사선\\ 🎪 ".repeat(6));
        all.push(Entry { about: Text2::new(about, ""), ..entry(100 + i64::try_from(shift).expect("few")) });
    }
    all
}

#[test]
fn every_kind_of_entry_passes_the_linter() {
    for lang in Lang::ALL {
        let calendar = write(&entries(), "밋업, 모두; 함께\\", lang, "https://oca.example");
        assert_eq!(lint(calendar.as_bytes()), Vec::<String>::new(), "{calendar}");
    }
    assert_eq!(lint(write(&[], "", Lang::Ko, "https://oca.example").as_bytes()), Vec::<String>::new());
}

#[test]
fn unfolded_and_unescaped_it_says_what_was_typed() {
    let calendar = write(&entries(), "t", Lang::Ko, "https://oca.example").replace("\r\n ", "");
    assert!(calendar.contains("\r\nSUMMARY:a\\;b\\,c\\\\d\\ne\\nf gh:i\r\n"), "{calendar}");
    assert!(calendar.contains("\r\nDTSTART;TZID=Asia/Seoul:20261124T183000\r\n"));
    assert!(calendar.contains("\r\nDTEND;TZID=Asia/Seoul:20261124T210000\r\n"));
    assert!(calendar.contains("\r\nDTSTAMP:20261031T235900Z\r\n"));
    assert!(calendar.contains("\r\nLOCATION:얼라이언스 라운지\\, 서울특별시 성동구 물나루로 24\r\n"));
    assert!(calendar.contains("\r\nDESCRIPTION:https://oca.example/meetups/meetup-0\r\n"));
    assert_eq!(calendar.matches("STATUS:CANCELLED").count(), 1);
}

#[test]
fn the_linter_finds_each_defect() {
    let good = write(&entries(), "t", Lang::Ko, "https://oca.example");
    let long = format!("SUMMARY:{}", "x".repeat(80));
    for (from, to) in [
        ("\r\n", "\n"),
        ("END:VCALENDAR\r\n", "END:VCALENDAR"),
        ("END:VEVENT\r\n", ""),
        ("VERSION:2.0\r\n", ""),
        ("PRODID", "X-PRODID"),
        ("METHOD:PUBLISH\r\n", ""),
        ("TZID:Asia/Seoul", "TZID:Asia/Tokyo"),
        ("BEGIN:VEVENT\r\n", "BEGIN:VEVENT\r\nATTENDEE:mailto:a@b.example\r\n"),
        ("SUMMARY:클라우드", "SUMMARY:클라우드;"),
        ("SUMMARY:클라우드", "SUMMARY:클라우드\\x"),
        ("SUMMARY:클라우드", "SUMMARY:클라우드\u{7}"),
        ("SUMMARY:클라우드", "SUMMARY 클라우드"),
        ("SUMMARY:클라우드", long.as_str()),
        ("UID:0@", "UID:1@"),
        ("SEQUENCE:0\r\n", ""),
        ("SEQUENCE:0", "SEQUENCE:-1"),
        ("DTSTAMP:20261031T235900Z", "DTSTAMP:20261031T235900"),
        ("DTSTART;TZID=Asia/Seoul:20261124T183000", "DTSTART;TZID=Asia/Seoul:2026-11-24"),
        ("STATUS:CANCELLED", "STATUS:CALLED-OFF"),
    ] {
        let bad = good.replace(from, to);
        assert_ne!(bad, good, "{from} is there");
        assert!(!lint(bad.as_bytes()).is_empty(), "{from:?} → {to:?} went unnoticed");
    }
    let cut = good.find('클').map(|at| at + 1).expect("Korean");
    let mut bytes = good.into_bytes();
    bytes.splice(cut..cut, *b"\r\n ");
    assert!(!lint(&bytes).is_empty(), "a fold inside a character went unnoticed");
}
