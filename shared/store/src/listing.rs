//! Lists of records, with filters.

use std::collections::BTreeSet;

use aws_sdk_dynamodb::types::{AttributeValue, Select};
use domain::{
    chart::Chart,
    ids::WorkspaceId,
    record::{RecordId, RecordKind, Recorded},
    workspace::Workspace,
};

use crate::{
    error::StoreError,
    keys,
    records::{Name, Record},
    table::{Page, Store, from_item},
};

/// Where a list begins and ends. Places are those of [`Record::listed`], or identifiers.
#[derive(Clone, Debug, Default)]
pub struct Range {
    /// The first place, if the list does not begin at the beginning.
    pub from: Option<String>,
    /// What the last places begin with, if the list does not go on to the end.
    pub to: Option<String>,
    /// Where the page before ended.
    pub cursor: Option<String>,
}

/// The records of a page that pass a filter.
#[derive(Debug)]
pub struct Sifted<T> {
    /// They.
    pub items: Vec<Recorded<T>>,
    /// Where to go on; none at the end.
    pub next: Option<String>,
}

/// Records looked at for one page: a filter that few pass ends its page early, with a cursor.
const LOOKED_AT: usize = 1_000;
/// Records read at once, where those of a page were not enough.
const READ_AT_ONCE: usize = 200;
/// Bytes of JSON after which a page ends early, with a cursor: Lambda answers with 6 MB at most.
const PAGE_BYTES: usize = 3 * 1024 * 1024;
/// Records that one page can have: DynamoDB ends it at 1 MB.
const MOST_ON_A_PAGE: i32 = 10_000;
/// Behind every character of a place.
const END: &str = "\u{10FFFF}";

impl Store {
    /// At most `limit` records of a kind that pass, in the order of their places.
    pub async fn sift<T: Record>(
        &self,
        workspace: WorkspaceId,
        range: &Range,
        limit: usize,
        passes: impl Fn(&Recorded<T>) -> bool + Send,
    ) -> Result<Sifted<T>, StoreError> {
        let mut from = range.from.clone().unwrap_or_default();
        let mut to = range.to.clone().unwrap_or_default() + END;
        let mut cursor = range.cursor.clone();
        let (mut items, mut looked_at, mut bytes) = (Vec::new(), 0, 0);
        // The cursor's record, those of a page that all pass, and one that tells whether others follow.
        let mut at_once = limit + 2;
        loop {
            match &cursor {
                Some(cursor) if T::LISTED => to = to.min(cursor.clone()),
                Some(cursor) => from = from.max(cursor.clone()),
                None => {}
            }
            if from > to {
                return Ok(Sifted { items, next: None });
            }
            let (read, more) = self.stretch::<T>(workspace, &from, &to, at_once).await?;
            looked_at += at_once;
            at_once = READ_AT_ONCE;
            let mut rest = read.into_iter().filter(|record| cursor.as_ref() != Some(&place(record)));
            let (mut last, mut full) = (None, false);
            for record in rest.by_ref() {
                last = Some(place(&record));
                if passes(&record) {
                    bytes += json_bytes(&record)?;
                    items.push(record);
                }
                full = items.len() == limit || bytes >= PAGE_BYTES;
                if full {
                    break;
                }
            }
            let more = more || rest.next().is_some();
            if !more || full || looked_at >= LOOKED_AT {
                return Ok(Sifted { items, next: last.filter(|_| more) });
            }
            cursor = last.or(cursor);
        }
    }

    /// At most `limit` records that bear one of these names and pass, in the order of their identifiers.
    pub async fn sift_named<T: Record>(
        &self,
        workspace: WorkspaceId,
        names: &[Name],
        cursor: Option<&str>,
        limit: usize,
        passes: impl Fn(&Recorded<T>) -> bool + Send,
    ) -> Result<Sifted<T>, StoreError> {
        let mut bearers = BTreeSet::new();
        for name in names {
            bearers.extend(self.named::<T>(workspace, name.field, &name.value).await?);
        }
        let mut items: Vec<Recorded<T>> = Vec::new();
        for id in bearers.iter().filter(|id| cursor.is_none_or(|cursor| id.as_str() > cursor)) {
            if items.len() == limit {
                let next = items.last().map(|record| record.id.to_string());
                return Ok(Sifted { items, next });
            }
            let record = self.record(workspace, id).await?;
            items.extend(record.filter(&passes));
        }
        Ok(Sifted { items, next: None })
    }

    /// Hands all records of a kind to `each`, by identifier; in memory is a page of 1 MB at a time.
    pub async fn each_record<T: Record, E: From<StoreError>>(
        &self,
        workspace: WorkspaceId,
        mut each: impl FnMut(Recorded<T>) -> Result<(), E> + Send,
    ) -> Result<(), E> {
        let partition = keys::WorkspacePartition::of_kind(T::KIND).of(workspace);
        let mut after = String::new();
        loop {
            let page: Page<Recorded<T>> = self.page(&partition, &after, MOST_ON_A_PAGE).await?;
            if let Some(last) = page.items.last() {
                after = last.id.to_string();
            }
            page.items.into_iter().try_for_each(&mut each)?;
            if !page.more {
                return Ok(());
            }
        }
    }

    /// How many records of a kind there are.
    pub async fn count_records(&self, workspace: WorkspaceId, kind: RecordKind) -> Result<u32, StoreError> {
        self.count_items(&keys::WorkspacePartition::of_kind(kind).of(workspace), false).await
    }

    /// How many items a partition has; `consistent` counts those of this moment, at twice the price.
    pub(crate) async fn count_items(&self, partition: &str, consistent: bool) -> Result<u32, StoreError> {
        let query = self.db.query().table_name(&self.table).select(Select::Count).consistent_read(consistent);
        let query = query
            .key_condition_expression("pk = :pk")
            .expression_attribute_values(":pk", AttributeValue::S(partition.to_owned()));
        let (mut pages, mut count) = (query.into_paginator().send(), 0);
        while let Some(page) = pages.next().await {
            count += page?.count as u32;
        }
        Ok(count)
    }

    /// The company's chart of accounts: its country's default, and what was changed of it.
    pub async fn chart(&self, company: &Workspace) -> Result<Chart, StoreError> {
        let stored = self.all_records(company.id).await?;
        Ok(Chart::new(company.country, company.created_at, stored))
    }

    /// The records of these identifiers that are there, in no order.
    pub async fn records<T: Record>(
        &self,
        workspace: WorkspaceId,
        ids: &[RecordId],
    ) -> Result<Vec<Recorded<T>>, StoreError> {
        let keys: Vec<_> = ids.iter().map(|id| keys::record(workspace, T::KIND, id)).collect();
        self.get_many(&keys, None, true).await?.into_iter().map(from_item).collect()
    }

    /// All records of a kind, of which there are not many.
    pub async fn all_records<T: Record>(
        &self,
        workspace: WorkspaceId,
    ) -> Result<Vec<Recorded<T>>, StoreError> {
        self.query(&keys::WorkspacePartition::of_kind(T::KIND).of(workspace), "").await
    }

    async fn stretch<T: Record>(
        &self,
        workspace: WorkspaceId,
        from: &str,
        to: &str,
        limit: usize,
    ) -> Result<(Vec<Recorded<T>>, bool), StoreError> {
        let partition = keys::WorkspacePartition::of_kind(T::KIND).of(workspace);
        // No sort key is empty.
        let from = if from.is_empty() { "\0" } else { from };
        let query = self.db.query().table_name(&self.table).limit(limit as i32);
        let query = match T::LISTED {
            true => query
                .index_name(keys::BY_ISSUE_DATE)
                .key_condition_expression("pk = :pk AND listed BETWEEN :from AND :to")
                .scan_index_forward(false),
            false => {
                query.consistent_read(true).key_condition_expression("pk = :pk AND sk BETWEEN :from AND :to")
            }
        };
        let answer = query
            .expression_attribute_values(":pk", AttributeValue::S(partition))
            .expression_attribute_values(":from", AttributeValue::S(from.to_owned()))
            .expression_attribute_values(":to", AttributeValue::S(to.to_owned()))
            .send()
            .await?;
        let more = answer.last_evaluated_key.is_some();
        let items = answer.items.unwrap_or_default().into_iter();
        Ok((items.map(from_item).collect::<Result<_, _>>()?, more))
    }
}

fn json_bytes<T: Record>(record: &Recorded<T>) -> Result<usize, StoreError> {
    let json = serde_json::to_vec(record).map_err(|error| StoreError::Corrupt(error.to_string()))?;
    Ok(json.len())
}

/// The place of a record in the list of its kind.
fn place<T: Record>(record: &Recorded<T>) -> String {
    match record.data.listed().filter(|_| T::LISTED) {
        Some(place) => format!("{place}#{}", record.id),
        None => record.id.to_string(),
    }
}
