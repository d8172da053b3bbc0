//! Images of what the company issued: NAV has none. Where Számlázz.hu may be asked for them, invoices are
//! noted before they are written, to be looked at once its link had time to bring their images by itself.

use domain::{
    hex::hex,
    invoice::{Direction, InboxInvoice, InvoiceId},
    szamlazz::{AgentTask, ImageCheck, SzamlazzLimits},
};
use sha2::{Digest as _, Sha256};
use store::StoreError;

use crate::session::Session;

/// Notes those of these invoices that Számlázz.hu may have issued.
pub async fn expect(
    session: &Session<'_>,
    direction: Direction,
    invoices: &[&InboxInvoice],
) -> Result<(), StoreError> {
    if direction != Direction::Outbound || invoices.is_empty() {
        return Ok(());
    }
    let (app, workspace) = (session.app, session.connection.workspace);
    let Some(connection) = app.store.szamlazz_connection(workspace).await? else { return Ok(()) };
    if connection.asked_agent().is_none() {
        return Ok(());
    }
    let limits = SzamlazzLimits::default();
    let due_at = app.clock.now() + limits.push_patience;
    let wanted = invoices.iter().filter(|invoice| invoice.issue_date >= connection.starts.outgoing);
    let ids: Vec<InvoiceId> = wanted.map(|invoice| invoice.id.clone()).collect();
    for invoices in ids.chunks(limits.checked_at_once) {
        let check = ImageCheck { id: name(invoices), invoices: invoices.to_vec(), due_at };
        app.store.add_agent_task(workspace, &AgentTask::Check(check)).await?;
    }
    Ok(())
}

/// Follows from the invoices, so that a repeated poll notes nothing twice.
fn name(invoices: &[InvoiceId]) -> String {
    let mut hash = Sha256::new();
    invoices.iter().for_each(|invoice| hash.update(invoice.as_str()));
    hex(&hash.finalize()[..16])
}
