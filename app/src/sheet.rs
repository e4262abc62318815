//! Sheets that people keep in a spreadsheet: an XLSX or CSV file or a pasted table, read into rows of text.

use crate::text::{Key, keys::sheet as words};
use calamine::{DataRef, Reader, Xlsx};
use csv::{ReaderBuilder, StringRecord};
use encoding_rs::{EUC_KR, UTF_16BE, UTF_16LE};
use serde::{Deserialize, Serialize};
use std::io::{Cursor, Read};

/// Largest file, in bytes.
pub const LARGEST: usize = 8 * 1024 * 1024;
/// Largest XLSX file once it is unpacked, in bytes.
const LARGEST_UNPACKED: u64 = 128 * 1024 * 1024;
/// Rows under the headings.
const MOST_ROWS: usize = 10_000;
const MOST_COLUMNS: usize = 60;
/// Longest text of a cell, in characters.
const LONGEST_CELL: usize = 4_000;

/// A sheet: the headings of its columns, and its rows, each with its line.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sheet {
    pub head: Vec<String>,
    pub rows: Vec<Row>,
}

/// A row with as many cells as there are headings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    pub line: usize,
    pub cells: Vec<String>,
}

/// Why something is no sheet, and on which line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Refusal {
    pub why: Key,
    pub line: Option<usize>,
}

impl From<Key> for Refusal {
    fn from(why: Key) -> Self {
        Self { why, line: None }
    }
}

fn on(line: usize, why: Key) -> Refusal {
    Refusal { why, line: Some(line) }
}

/// Reads a file or what was pasted. What it is shows in its bytes, whatever it is called.
pub fn read(bytes: &[u8]) -> Result<Sheet, Refusal> {
    let rows = if bytes.starts_with(b"PK\x03\x04") {
        workbook(bytes)?
    } else if bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
        return Err(words::OLD_OR_LOCKED.into());
    } else {
        table(&text(bytes)?)?
    };
    sheet(rows)
}

/// The first sheet of a workbook that has anything in it.
fn workbook(bytes: &[u8]) -> Result<Vec<Row>, Refusal> {
    let broken = || Refusal::from(words::UNREADABLE);
    unpacks_within(bytes)?;
    let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(bytes)).map_err(|_| broken())?;
    for name in book.sheet_names() {
        let mut rows: Vec<Row> = Vec::new();
        let mut reader = book.worksheet_cells_reader(&name).map_err(|_| broken())?;
        // Cell by cell: a sheet may claim to reach as far as it likes.
        while let Some(cell) = reader.next_cell().map_err(|_| broken())? {
            let (row, column) = cell.get_position();
            let written = written(cell.get_value());
            if written.is_empty() {
                continue;
            }
            let line = usize::try_from(row).map_err(|_| broken())? + 1;
            let column = usize::try_from(column).map_err(|_| broken())?;
            if column >= MOST_COLUMNS {
                return Err(on(line, words::TOO_MANY_COLUMNS));
            }
            if rows.last().is_none_or(|last| last.line != line) {
                rows.push(Row { line, cells: Vec::new() });
            }
            if rows.len() > MOST_ROWS + 20 {
                return Err(on(line, words::TOO_MANY_ROWS));
            }
            if let Some(last) = rows.last_mut() {
                last.cells.resize(last.cells.len().max(column + 1), String::new());
                last.cells[column] = written;
            }
        }
        if !rows.is_empty() {
            return Ok(rows);
        }
    }
    Err(words::EMPTY.into())
}

/// Refuses a file whose parts are far larger than they are packed, whatever they say of themselves.
fn unpacks_within(bytes: &[u8]) -> Result<(), Refusal> {
    let broken = || Refusal::from(words::UNREADABLE);
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|_| broken())?;
    let mut left = LARGEST_UNPACKED;
    for index in 0..archive.len() {
        let part = archive.by_index(index).map_err(|_| broken())?;
        let size = std::io::copy(&mut part.take(left + 1), &mut std::io::sink()).map_err(|_| broken())?;
        left = left.checked_sub(size).ok_or(words::TOO_LARGE_INSIDE)?;
    }
    Ok(())
}

/// A cell as its reader sees it; a formula's last result.
fn written(value: &DataRef<'_>) -> String {
    let text = match value {
        DataRef::Int(number) => number.to_string(),
        // A whole number, such as a registration number, is kept without a decimal point.
        DataRef::Float(number) => format!("{number}"),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Bool(yes) => yes.to_string(),
        DataRef::DateTime(at) => {
            let (year, month, day, ..) = at.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}")
        }
        DataRef::Error(_) | DataRef::Empty => String::new(),
    };
    text.trim().to_owned()
}

/// Text in UTF-8, UTF-16 with its mark, or what Korean spreadsheets write otherwise.
fn text(bytes: &[u8]) -> Result<String, Refusal> {
    let whole = |(text, broken): (std::borrow::Cow<'_, str>, bool)| if broken { None } else { Some(text.into_owned()) };
    let decoded = match bytes {
        [0xff, 0xfe, rest @ ..] => whole(UTF_16LE.decode_without_bom_handling(rest)),
        [0xfe, 0xff, rest @ ..] => whole(UTF_16BE.decode_without_bom_handling(rest)),
        _ => {
            let bytes = bytes.strip_prefix(&[0xef, 0xbb, 0xbf]).unwrap_or(bytes);
            match std::str::from_utf8(bytes) {
                Ok(text) => Some(text.to_owned()),
                Err(_) => whole(EUC_KR.decode_without_bom_handling(bytes)),
            }
        }
    };
    let text = decoded.ok_or(words::ENCODING)?.replace("\r\n", "\n").replace('\r', "\n");
    let odd = |c: char| c.is_control() && !matches!(c, '\n' | '\t');
    match text.lines().position(|line| line.contains(odd)) {
        Some(before) => Err(on(before + 1, words::CONTROL)),
        None => Ok(text),
    }
}

/// The rows of a text table, whatever stands between its cells.
fn table(text: &str) -> Result<Vec<Row>, Refusal> {
    if text.trim().is_empty() {
        return Err(words::EMPTY.into());
    }
    let count = |delimiter: char| text.lines().take(20).map(|line| line.matches(delimiter).count()).sum::<usize>();
    let delimiter = if count('\t') > 0 {
        b'\t'
    } else if count(';') > count(',') {
        b';'
    } else {
        b','
    };
    let mut reader =
        ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).from_reader(text.as_bytes());
    let mut rows = Vec::new();
    let mut record = StringRecord::new();
    loop {
        let line = usize::try_from(reader.position().line()).unwrap_or_default();
        match reader.read_record(&mut record) {
            Ok(false) => return Ok(rows),
            Err(_) => return Err(on(line, words::UNREADABLE)),
            Ok(true) => {}
        }
        let line = record.position().map_or(line, |at| usize::try_from(at.line()).unwrap_or_default());
        if record.len() > MOST_COLUMNS {
            return Err(on(line, words::TOO_MANY_COLUMNS));
        }
        if record.iter().any(|cell| !cell.trim().is_empty()) {
            rows.push(Row { line, cells: record.iter().map(|cell| cell.trim().to_owned()).collect() });
        }
        if rows.len() > MOST_ROWS + 20 {
            return Err(on(line, words::TOO_MANY_ROWS));
        }
    }
}

/// Headings and rows: what stands above the headings, such as a title, is left out.
fn sheet(rows: Vec<Row>) -> Result<Sheet, Refusal> {
    let filled = |row: &Row| row.cells.iter().filter(|cell| !cell.is_empty()).count();
    let several = rows.iter().position(|row| filled(row) > 1).unwrap_or_default();
    let mut rows = rows.into_iter().skip(several);
    let head = rows.next().ok_or(words::EMPTY)?.cells;
    let mut rows: Vec<Row> = rows.collect();
    if rows.is_empty() {
        return Err(words::NO_ROWS.into());
    }
    if let Some(row) = rows.get(MOST_ROWS) {
        return Err(on(row.line, words::TOO_MANY_ROWS));
    }
    let width = rows.iter().map(|row| row.cells.len()).max().unwrap_or_default().max(head.len());
    for row in &mut rows {
        if row.cells.iter().any(|cell| cell.chars().count() > LONGEST_CELL) {
            return Err(on(row.line, words::CELL_TOO_LONG));
        }
        row.cells.resize(width, String::new());
    }
    let mut head = head;
    head.resize(width, String::new());
    Ok(Sheet { head, rows })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    fn refused(bytes: &[u8]) -> (Key, Option<usize>) {
        let refusal = read(bytes).expect_err("refused");
        (refusal.why, refusal.line)
    }

    /// A workbook with one sheet of this XML.
    fn book(sheet: &str) -> Vec<u8> {
        const ROOT: &str = r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
        const TYPES: &str =
            r#"<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>"#;
        const BOOK: &str = r#"<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="회원사" sheetId="1" r:id="r1"/></sheets></workbook>"#;
        const LINKS: &str = r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#;
        let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
        let sheet = format!(
            r#"<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{sheet}</sheetData></worksheet>"#
        );
        for (name, content) in [
            ("_rels/.rels", ROOT),
            ("[Content_Types].xml", TYPES),
            ("xl/workbook.xml", BOOK),
            ("xl/_rels/workbook.xml.rels", LINKS),
            ("xl/worksheets/sheet1.xml", &sheet),
        ] {
            zip.start_file(name, zip::write::SimpleFileOptions::default()).expect("begun");
            zip.write_all(content.as_bytes()).expect("written");
        }
        zip.finish().expect("closed").into_inner()
    }

    #[test]
    fn a_table_is_read_whatever_program_wrote_it() {
        let expected = Sheet {
            head: vec!["회사명".into(), "사업자번호".into(), "비고".into()],
            rows: vec![
                Row { line: 2, cells: vec!["나래, 클라우드".into(), "120-88-01280".into(), String::new()] },
                Row { line: 4, cells: vec!["한결".into(), String::new(), "둘\n줄".into()] },
            ],
        };
        let comma = "회사명,사업자번호,비고\n\"나래, 클라우드\",120-88-01280,\n,,\n한결,,\"둘\n줄\"\n";
        assert_eq!(read(comma.as_bytes()).expect("UTF-8"), expected);
        let marked = [b"\xef\xbb\xbf".as_slice(), comma.replace('\n', "\r\n").as_bytes()].concat();
        assert_eq!(read(&marked).expect("with a mark").rows[0], expected.rows[0]);
        let (korean, _, _) = EUC_KR.encode(comma);
        assert_eq!(read(&korean).expect("EUC-KR"), expected);
        let utf16: Vec<u8> = comma.encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(read(&[b"\xff\xfe".as_slice(), &utf16].concat()).expect("UTF-16"), expected);
        let pasted = "회원사 명부\n회사명\t사업자번호\t비고\n나래, 클라우드\t120-88-01280\t\n";
        let pasted = read(pasted.as_bytes()).expect("pasted, under a title");
        assert_eq!((pasted.head, pasted.rows[0].cells.clone()), (expected.head, expected.rows[0].cells.clone()));
    }

    #[test]
    fn a_workbook_is_read_cell_by_cell() {
        let read = read(&book(
            r#"<row r="1"><c r="A1" t="inlineStr"><is><t>회사명</t></is></c><c r="B1" t="inlineStr"><is><t>번호</t></is></c></row>
            <row r="3"><c r="A3" t="inlineStr"><is><t> 나래 </t></is></c><c r="B3"><f>1208801279+1</f><v>1208801280</v></c></row>"#,
        ));
        let row = Row { line: 3, cells: vec!["나래".into(), "1208801280".into()] };
        assert_eq!(read.expect("read"), Sheet { head: vec!["회사명".into(), "번호".into()], rows: vec![row] });
    }

    #[test]
    fn what_is_no_sheet_is_refused_with_the_reason_and_the_line() {
        assert_eq!(refused(b""), (words::EMPTY, None));
        assert_eq!(refused(b"name,number\n"), (words::NO_ROWS, None));
        assert_eq!(refused(b"\xd0\xcf\x11\xe0\xa1\xb1"), (words::OLD_OR_LOCKED, None));
        assert_eq!(refused(b"PK\x03\x04 broken"), (words::UNREADABLE, None));
        assert_eq!(refused(b"a,b\n1,\x01\n"), (words::CONTROL, Some(2)));
        assert_eq!(refused(b"a,b\n\xff\xff\xff,1\n"), (words::ENCODING, None));
        let wide = format!("a,b\n{}\n", "x,".repeat(80));
        assert_eq!(refused(wide.as_bytes()), (words::TOO_MANY_COLUMNS, Some(2)));
        let long = format!("a,b\n{},1\n", "x".repeat(LONGEST_CELL + 1));
        assert_eq!(refused(long.as_bytes()), (words::CELL_TOO_LONG, Some(2)));
        let many = format!("a,b\n{}", "1,2\n".repeat(MOST_ROWS + 1));
        assert_eq!(refused(many.as_bytes()), (words::TOO_MANY_ROWS, Some(MOST_ROWS + 2)));
        let far = r#"<row r="1"><c r="A1"><v>1</v></c><c r="XFD1"><v>2</v></c></row>"#;
        assert_eq!(refused(&book(far)), (words::TOO_MANY_COLUMNS, Some(1)));
        let bomb = format!(r#"<row r="1"><c r="A1" t="inlineStr"><is><t>{}</t></is></c></row>"#, " ".repeat(140 << 20));
        let bomb = book(&bomb);
        assert!(bomb.len() < LARGEST);
        assert_eq!(refused(&bomb), (words::TOO_LARGE_INSIDE, None));
    }
}
