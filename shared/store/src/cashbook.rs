//! The cashbook of a register (prima nota): its vouchers by date, each with the balance after it.

use aws_sdk_dynamodb::types::AttributeValue;
use domain::{
    ids::WorkspaceId,
    reconciliation::month_name,
    record::{RecordKind, Recorded},
    settings::Register,
    voucher::{Voucher, VoucherId},
};
use jiff::civil::Date;
use rust_decimal::Decimal;

use crate::{
    error::StoreError,
    keys::WorkspacePartition,
    listing::Range,
    table::{Store, from_item},
    vouchers::Turnover,
};

/// Which part of a cashbook.
#[derive(Clone, Debug, Default)]
pub struct Period {
    /// The first day, if it does not begin at the beginning.
    pub from: Option<Date>,
    /// The last day, if it does not go on to the end.
    pub to: Option<Date>,
    /// The voucher of this register and period with which the page before ended.
    pub after: Option<VoucherId>,
}

/// A page of a cashbook.
#[derive(Clone, Debug, PartialEq)]
pub struct Cashbook {
    /// What was in the register before the page's first voucher.
    pub opening: Decimal,
    /// The vouchers, by date.
    pub entries: Vec<CashbookEntry>,
    /// What was in the register after the page's last voucher.
    pub closing: Decimal,
    /// Where to go on; none at the end.
    pub next: Option<String>,
}

/// A voucher in the cashbook.
#[derive(Clone, Debug, PartialEq)]
pub struct CashbookEntry {
    /// It.
    pub voucher: Recorded<Voucher>,
    /// What was in the register after it.
    pub balance: Decimal,
}

/// How often a page is read while others key vouchers.
const READS: usize = 8;

impl Store {
    /// At most `limit` vouchers of a register with the balance after each.
    ///
    /// A page is read between two looks at the register's turnovers and only given out where they are the
    /// same, so that its opening balance and its vouchers are of one moment; [`StoreError::Busy`] where they
    /// never were. DynamoDB makes the items of a transaction visible one by one: a page that is read within
    /// the milliseconds in which one of its vouchers is being written may still have the turnover without the
    /// voucher, or the reverse. Two pages are of two moments.
    pub async fn cashbook(
        &self,
        workspace: WorkspaceId,
        register: &Register,
        period: &Period,
        limit: usize,
    ) -> Result<Cashbook, StoreError> {
        let mut turnovers = self.turnovers(workspace, Some(&register.code)).await?;
        for _ in 0..READS {
            let before = self.turned_over(workspace, &register.code, period, &turnovers).await?;
            let range = Range {
                from: Some(place(&register.code, period.from)),
                to: Some(place(&register.code, period.to)),
                cursor: period.after.as_ref().map(|after| after.record().to_string()),
            };
            let vouchers = self.sift::<Voucher>(workspace, &range, limit, |_| true).await?;
            let now = self.turnovers(workspace, Some(&register.code)).await?;
            if now == turnovers {
                return Ok(page(register.opening + before, vouchers.items, vouchers.next));
            }
            turnovers = now;
        }
        Err(StoreError::Busy)
    }

    /// What went in and out of a register before a page: the months before as a sum, the page's first month
    /// voucher by voucher.
    async fn turned_over(
        &self,
        workspace: WorkspaceId,
        register: &str,
        period: &Period,
        turnovers: &[Turnover],
    ) -> Result<Decimal, StoreError> {
        let after = period.after.as_ref();
        let Some(date) = after.map(|after| after.date).or(period.from) else { return Ok(Decimal::ZERO) };
        let last = after.map_or_else(|| place(register, Some(date)), |after| after.record().to_string());
        let month = month_name(date);
        let months = turnovers.iter().filter(|turnover| turnover.month < month);
        let months: Decimal = months.map(|turnover| turnover.incoming - turnover.outgoing).sum();
        let first = place(register, Some(date.first_of_month()));
        let vouchers = self.vouchers_between(workspace, first, last).await?;
        Ok(months + vouchers.iter().map(|voucher| voucher.data.signed()).sum::<Decimal>())
    }

    /// The vouchers from one place to another; the two may be the same.
    async fn vouchers_between(
        &self,
        workspace: WorkspaceId,
        first: String,
        last: String,
    ) -> Result<Vec<Recorded<Voucher>>, StoreError> {
        let partition = WorkspacePartition::of_kind(RecordKind::Voucher).of(workspace);
        let query = self
            .db
            .query()
            .table_name(&self.table)
            .consistent_read(true)
            .key_condition_expression("pk = :pk AND sk BETWEEN :first AND :last")
            .expression_attribute_values(":pk", AttributeValue::S(partition))
            .expression_attribute_values(":first", AttributeValue::S(first))
            .expression_attribute_values(":last", AttributeValue::S(last));
        let mut pages = query.into_paginator().items().send();
        let mut vouchers = Vec::new();
        while let Some(item) = pages.next().await {
            vouchers.push(from_item(item?)?);
        }
        Ok(vouchers)
    }
}

/// What the identifiers of a register's vouchers begin with, or of those of one day: it comes before them.
pub fn place(register: &str, date: Option<Date>) -> String {
    format!("{register}.{}", date.map(|date| date.to_string()).unwrap_or_default())
}

fn page(opening: Decimal, vouchers: Vec<Recorded<Voucher>>, next: Option<String>) -> Cashbook {
    let mut closing = opening;
    let entries = vouchers.into_iter().map(|voucher| {
        closing += voucher.data.signed();
        CashbookEntry { voucher, balance: closing }
    });
    let entries = entries.collect();
    Cashbook { opening, entries, closing, next }
}
