//! A small PDF for each document: one page with the number. The same document gives the same bytes.

use super::document::Document;

/// The PDF of a document.
pub(crate) fn render(document: &Document) -> Vec<u8> {
    let total = document.total();
    let lines = [
        format!("{} {}", document.kind.code(), document.number),
        format!("{} > {}", document.supplier.name, document.customer.name),
        format!("{} {} {}", document.issued, total.gross.normalize(), document.currency),
    ];
    let lines: Vec<_> = lines.iter().map(|line| format!("({}) Tj T*", escape(line))).collect();
    let content = format!("BT /F1 12 Tf 16 TL 56 780 Td {} ET", lines.join(" "));
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R \
         /Resources << /Font << /F1 5 0 R >> >> >>"
            .to_owned(),
        format!("<< /Length {} >>\nstream\n{content}\nendstream", content.len()),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>".to_owned(),
    ];
    let mut out = String::from("%PDF-1.4\n");
    let mut places = String::new();
    for (object, number) in objects.iter().zip(1..) {
        places += &format!("{:010} 00000 n \n", out.len());
        out += &format!("{number} 0 obj\n{object}\nendobj\n");
    }
    let start = out.len();
    out += &format!("xref\n0 6\n0000000000 65535 f \n{places}trailer\n<< /Size 6 /Root 1 0 R >>\n");
    out += &format!("startxref\n{start}\n%%EOF\n");
    out.into_bytes()
}

/// Helvetica without an encoding of its own has ASCII only.
fn escape(text: &str) -> String {
    let mut out = String::new();
    for character in text.chars() {
        match character {
            '(' | ')' | '\\' => out.extend(['\\', character]),
            ' '..='~' => out.push(character),
            _ => out.push('?'),
        }
    }
    out
}
