//! Lines and payments of an invoice as Számlázz.hu tells of them.

use domain::{
    ids::WorkspaceId,
    invoice::InboxInvoice,
    szamlazz::{BankTransaction, CreditEntry},
};
use lambda::problem::Problem;
use lines::LinesError;
use rust_decimal::Decimal;
use serde::Serialize;
use store::StoreError;
use szamlazz::ItemLine;
use utoipa::ToSchema;

use crate::App;

/// A line of an invoice, in the invoice's currency.
#[derive(Debug, Serialize, ToSchema)]
pub struct ItemView {
    /// What was supplied.
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    /// The supplier's own code of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    code: Option<String>,
    /// How many.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, example = "2")]
    quantity: Option<Decimal>,
    /// The unit, in the supplier's words.
    #[serde(skip_serializing_if = "Option::is_none")]
    unit: Option<String>,
    /// Price of one, net.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, example = "5000")]
    unit_price: Option<Decimal>,
    /// The VAT key.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "27")]
    vat_key: Option<String>,
    /// Net.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, example = "10000")]
    net: Option<Decimal>,
    /// VAT.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, example = "2700")]
    vat: Option<Decimal>,
    /// Gross.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, example = "12700")]
    gross: Option<Decimal>,
    /// A remark.
    #[serde(skip_serializing_if = "Option::is_none")]
    comment: Option<String>,
}

impl From<ItemLine> for ItemView {
    fn from(line: ItemLine) -> Self {
        let ItemLine { name, code, quantity, unit, unit_price, vat_key, net, vat, gross, comment } = line;
        Self { name, code, quantity, unit, unit_price, vat_key, net, vat, gross, comment }
    }
}

/// The lines of an invoice that Számlázz.hu alone tells of; none of any other.
pub async fn items(app: &App, invoice: &InboxInvoice) -> Result<Vec<ItemView>, Problem> {
    if !lines::szamlazz::is_source(invoice) {
        return Ok(Vec::new());
    }
    match lines::szamlazz::items(&app.documents, invoice).await {
        Ok((lines, _)) => Ok(lines.into_iter().map(ItemView::from).collect()),
        Err(LinesError::Awaited | LinesError::Refused) => Ok(Vec::new()),
        Err(LinesError::Store(error)) => Err(error.into()),
    }
}

/// The bank transactions that payments name, those that are here.
pub async fn bank_transactions(
    app: &App,
    workspace: WorkspaceId,
    payments: &[CreditEntry],
) -> Result<Vec<BankTransaction>, StoreError> {
    let mut ids: Vec<i64> = payments.iter().filter_map(|payment| payment.bank_transaction).collect();
    ids.sort_unstable();
    ids.dedup();
    let mut found = match ids.is_empty() {
        true => Vec::new(),
        false => app.store.bank_transactions_of(workspace, &ids).await?,
    };
    found.sort_by_key(|transaction| transaction.id);
    Ok(found)
}
