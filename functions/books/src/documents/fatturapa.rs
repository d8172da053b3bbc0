//! Italian documents as the file that the law wants.

use axum::{
    extract::State,
    http::{
        HeaderName, StatusCode,
        header::{CONTENT_DISPOSITION, CONTENT_TYPE},
    },
};
use domain::{
    access::Action,
    country::Country,
    document::{Document, DocumentKind},
    ids::WorkspaceId,
    partner::Partner,
    record::RecordId,
    workspace::Workspace,
    wrong::Wrong,
};
use fatturapa::{Invoice, Seller, file_name, xml};
use lambda::{
    access::{Access, Caller},
    http::Named,
    problem::{Problem, ProblemDocument},
};

use super::issue;
use crate::{App, register, settings};

/// A file for SdI.
pub struct File {
    name: String,
    xml: String,
}

/// Download a document as FatturaPA
///
/// The XML that SdI takes, of a document that was issued here in Italy; it is sent by whoever the company
/// sends through. The name tells the company's files apart.
#[utoipa::path(
    get, path = "/workspaces/{workspace}/documents/{document}/fatturapa",
    operation_id = "getFatturaPa", tag = "documents",
    params(
        ("workspace" = WorkspaceId, Path, description = "The workspace"),
        ("document" = RecordId, Path, description = "The document"),
    ),
    responses(
        (status = 200, description = "The file", body = String, content_type = "application/xml"),
        (status = "default", description = "A problem", body = ProblemDocument,
            content_type = "application/problem+json"),
    )
)]
pub async fn read(
    State(app): State<App>,
    State(access): State<Access>,
    caller: Caller,
    Named((workspace, document)): Named<(WorkspaceId, String)>,
) -> Result<([(HeaderName, String); 2], String), Problem> {
    access.require(&caller, workspace, Action::ReadBooks).await?;
    let company = register::company(&app, workspace).await?;
    let document = register::find::<Document>(&app, workspace, &document).await?.data;
    if company.country != Country::It || document.sequence.is_none() {
        return Err(Problem::new(StatusCode::CONFLICT, "document-fatturapa"));
    }
    let partner = issue::partner(&app, workspace, &document.partner).await?;
    let File { name, xml } = file(&app, &company, &partner, &document).await?;
    let disposition = format!("attachment; filename=\"{name}\"");
    let headers = [(CONTENT_TYPE, "application/xml".to_owned()), (CONTENT_DISPOSITION, disposition)];
    Ok((headers, xml))
}

/// The file of an issued document.
pub async fn file(
    app: &App,
    company: &Workspace,
    partner: &Partner,
    document: &Document,
) -> Result<File, Problem> {
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
    Ok(File { name: file_name(&invoice)?, xml: xml(&invoice)? })
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
