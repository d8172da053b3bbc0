//! Italian documents as the file that the law wants.

use axum::{
    http::{
        StatusCode,
        header::{CONTENT_DISPOSITION, CONTENT_TYPE},
    },
    response::{IntoResponse, Response},
};
use domain::{
    document::{Document, DocumentKind},
    ids::WorkspaceId,
    partner::Partner,
    record::RecordId,
    workspace::Workspace,
    wrong::Wrong,
};
use fatturapa::{Invoice, Seller, file_name, xml};
use lambda::problem::Problem;
use store::outbound::IssuedFile;

use super::issue;
use crate::{App, settings};

/// The file of a document that was issued here, in Italy, as it was issued.
pub async fn of(app: &App, workspace: WorkspaceId, document: &RecordId) -> Result<Response, Problem> {
    let file = app.store.issued_file(workspace, document).await?;
    let none = || Problem::new(StatusCode::NOT_ACCEPTABLE, "document-fatturapa");
    let IssuedFile { name, text } = file.ok_or_else(none)?;
    let disposition = format!("attachment; filename=\"{name}\"");
    let headers = [(CONTENT_TYPE, "application/xml".to_owned()), (CONTENT_DISPOSITION, disposition)];
    Ok((headers, text).into_response())
}

/// The file of a document that is being issued.
pub async fn file(
    app: &App,
    company: &Workspace,
    partner: &Partner,
    document: &Document,
) -> Result<IssuedFile, Problem> {
    let settings = settings::of(app, company.id).await?.data;
    let base = match &document.base {
        Some(base) => Some(issue::base(app, company.id, base).await?.data),
        None => None,
    };
    let progressive = progressive(document)?;
    let invoice = Invoice {
        seller: Seller {
            name: &company.name,
            tax_number: &company.tax_number,
            address: &company.address,
            settings: &settings,
        },
        buyer: partner,
        document,
        base: base.as_ref(),
        progressive: &progressive,
    };
    Ok(IssuedFile { name: file_name(&invoice)?, text: xml(&invoice)? })
}

/// The first year of files, and what one digit, and four, can tell apart in base 36.
const FIRST_YEAR: i16 = 2020;
const DIGITS: [u8; 36] = *b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
/// Where the numbers of corrections begin: a company has two series a year.
const CORRECTIONS: u32 = 1_200_000;

/// What tells a company's files apart, in five letters and digits: a digit for the year, four for the place
/// in the year's series.
fn progressive(document: &Document) -> Result<String, Wrong> {
    let full = || Wrong::new("number", "series-full");
    let sequence = document.sequence.ok_or_else(full)?;
    let most = 36u32.pow(4);
    let (from, to) = match document.kind {
        DocumentKind::Invoice => (0, CORRECTIONS),
        DocumentKind::Corrective | DocumentKind::Cancellation => (CORRECTIONS, most),
    };
    let mut rest = from.checked_add(sequence).filter(|place| *place < to).ok_or_else(full)?;
    let year = usize::try_from(document.issue_date.year() - FIRST_YEAR).ok();
    let year = year.and_then(|year| DIGITS.get(year)).ok_or_else(full)?;
    let mut digits = [0; 4];
    for digit in digits.iter_mut().rev() {
        *digit = DIGITS[(rest % 36) as usize];
        rest /= 36;
    }
    Ok([*year].into_iter().chain(digits).map(char::from).collect())
}
