//! Cash and bank vouchers, each keyed and deleted with its register's turnover in the same write.

use aws_sdk_dynamodb::types::TransactWriteItem;
use domain::{
    ids::WorkspaceId,
    reconciliation::month_name,
    record::{Actor, ChangeAction, RecordId, RecordKind, Recorded},
    settings::{self, RegisterKind, Settings},
    voucher::{Voucher, VoucherDirection, VoucherId},
};
use rust_decimal::Decimal;

use crate::{
    error::StoreError,
    keys::{self, SORT, WorkspacePartition},
    records::{Name, Record},
    table::{Item, Store, number, part},
};

/// What went in and out of a register in a month.
#[derive(Clone, Debug, PartialEq)]
pub struct Turnover {
    /// The register's code.
    pub register: String,
    /// The month, such as `2026-11`.
    pub month: String,
    /// What went in.
    pub incoming: Decimal,
    /// What went out.
    pub outgoing: Decimal,
    /// How many vouchers there are.
    pub count: u64,
    /// How often a voucher was keyed or deleted.
    pub(crate) writes: u64,
}

impl Store {
    /// Keys a voucher for a register of the settings. A conflict says that the settings changed, or that the
    /// request keyed a voucher already.
    ///
    /// A register that vouchers were keyed for cannot vanish: it is marked before the first one, in a write
    /// that checks that the settings still have it, and [`Store::change_settings`] lets go of unmarked
    /// registers only. A mark is never deleted, so that whoever has seen it need not look at the settings:
    /// vouchers do not wait for each other at the one item that all registers share.
    pub async fn key_voucher(
        &self,
        workspace: WorkspaceId,
        voucher: &Recorded<Voucher>,
        settings: &Recorded<Settings>,
        by: Actor,
        request: &str,
    ) -> Result<(), StoreError> {
        self.mark_register(workspace, settings, &voucher.data.register).await?;
        let mut writes = self.addition(workspace, voucher, by, Some(request))?;
        writes.push(self.name_put::<Voucher>(workspace, &voucher.id, &request_name(&voucher.id)?)?);
        writes.push(self.turnover_change(workspace, &voucher.data, 1)?);
        self.transact(writes).await
    }

    /// Notes once that vouchers are keyed for a register. A conflict says that the settings changed.
    async fn mark_register(
        &self,
        workspace: WorkspaceId,
        settings: &Recorded<Settings>,
        register: &str,
    ) -> Result<(), StoreError> {
        if self.has_vouchers(workspace, register).await? {
            return Ok(());
        }
        let key = keys::usage(workspace, Settings::KIND, &settings::register_id(register));
        let same = self
            .check(&keys::record(workspace, Settings::KIND, &settings.id))
            .condition_expression("version = :version")
            .expression_attribute_values(":version", number(settings.version));
        let writes = vec![part!(put, self.put(key.attributes())), part!(condition_check, same)];
        self.transact(writes).await
    }

    /// Deletes a voucher. A conflict says that it is not of that version any more.
    pub async fn remove_voucher(
        &self,
        workspace: WorkspaceId,
        voucher: &Recorded<Voucher>,
        by: Actor,
    ) -> Result<(), StoreError> {
        let mut writes = self.removal(workspace, voucher, by)?;
        let name = keys::name(workspace, Voucher::KIND, &request_name(&voucher.id)?, &voucher.id);
        writes.push(part!(delete, self.delete(&name)));
        writes.push(self.turnover_change(workspace, &voucher.data, -1)?);
        self.transact(writes).await
    }

    /// The voucher that a request keyed, whatever its register and date.
    pub async fn keyed_by(
        &self,
        workspace: WorkspaceId,
        request: &RecordId,
    ) -> Result<Option<RecordId>, StoreError> {
        let keyed = self.named::<Voucher>(workspace, REQUEST, request.as_str()).await?;
        Ok(keyed.into_iter().next())
    }

    /// Changes the settings. A conflict says that they are not of that version any more, or that vouchers
    /// were keyed for a register that [would be gone](Settings::registers_gone).
    pub async fn change_settings(
        &self,
        workspace: WorkspaceId,
        before: &Recorded<Settings>,
        data: Settings,
        by: Actor,
    ) -> Result<Recorded<Settings>, StoreError> {
        let after = before.changed(by.at, data);
        let mut writes = self.change(workspace, before, &after, ChangeAction::Changed, by)?;
        for register in before.data.registers_gone(&after.data) {
            writes.push(self.unused(workspace, Settings::KIND, &settings::register_id(&register.code))?);
        }
        self.transact(writes).await?;
        Ok(after)
    }

    /// Whether vouchers were keyed for a register, or were about to be; that they are deleted makes no
    /// difference, because their trail names it.
    pub async fn has_vouchers(&self, workspace: WorkspaceId, register: &str) -> Result<bool, StoreError> {
        self.is_used(workspace, RecordKind::Settings, &settings::register_id(register)).await
    }

    /// What went in and out of a register, or of all registers, by month.
    pub async fn turnovers(
        &self,
        workspace: WorkspaceId,
        register: Option<&str>,
    ) -> Result<Vec<Turnover>, StoreError> {
        let prefix = register.map(keys::turnover_prefix).unwrap_or_default();
        let items = self.items(&WorkspacePartition::Turnovers.of(workspace), &prefix).await?;
        items
            .iter()
            .map(|item| turnover(item).ok_or_else(|| StoreError::Corrupt("a turnover".into())))
            .collect()
    }

    /// How many vouchers there are, by the kind of each register that the settings have.
    pub async fn vouchers_by_kind(
        &self,
        workspace: WorkspaceId,
    ) -> Result<Vec<(RegisterKind, u32)>, StoreError> {
        let settings = self.record::<Settings>(workspace, &settings::id()).await?;
        let turnovers = self.turnovers(workspace, None).await?;
        let kind = |code: &str| Some(settings.as_ref()?.data.register(code)?.kind);
        let counted =
            turnovers.iter().filter_map(|turnover| Some((kind(&turnover.register)?, turnover.count as u32)));
        Ok(counted.collect())
    }

    fn turnover_change(
        &self,
        workspace: WorkspaceId,
        voucher: &Voucher,
        times: i8,
    ) -> Result<TransactWriteItem, StoreError> {
        let field = match voucher.direction {
            VoucherDirection::In => "incoming",
            VoucherDirection::Out => "outgoing",
        };
        let update = self
            .update(&keys::turnover(workspace, &voucher.register, &month_name(voucher.date)))
            .update_expression("ADD #amount :amount, #count :times, #writes :one")
            .expression_attribute_names("#amount", field)
            .expression_attribute_names("#count", "count")
            .expression_attribute_names("#writes", "writes")
            .expression_attribute_values(":amount", number(voucher.amount * Decimal::from(times)))
            .expression_attribute_values(":times", number(times))
            .expression_attribute_values(":one", number(1));
        Ok(part!(update, update))
    }
}

/// The field of the name that a request gives to the voucher that it keys.
const REQUEST: &str = "request";

/// An identifier begins with register and date, so that a repeated request that says another date would key
/// a second voucher: the name keeps it from that.
fn request_name(id: &RecordId) -> Result<Name, StoreError> {
    let id = VoucherId::of(id).ok_or_else(|| StoreError::Corrupt(format!("the voucher {id}")))?;
    Ok(Name { field: REQUEST, value: id.request.to_string(), unique: true })
}

/// A turnover of DynamoDB's own exact numbers, which would lose digits on their way through a float. What
/// never moved is not there.
fn turnover(item: &Item) -> Option<Turnover> {
    let (register, month) = item.get(SORT)?.as_s().ok()?.split_once('#')?;
    let text = |field: &str| item.get(field).map_or(Some("0"), |value| value.as_n().ok().map(String::as_str));
    Some(Turnover {
        register: register.to_owned(),
        month: month.to_owned(),
        incoming: text("incoming")?.parse().ok()?,
        outgoing: text("outgoing")?.parse().ok()?,
        count: text("count")?.parse().ok()?,
        writes: text("writes")?.parse().ok()?,
    })
}
