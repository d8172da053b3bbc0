//! The sample data of a demo. Each sample has an identifier of its own, so that filling twice changes
//! nothing, and so that the guide can tell what somebody entered from what was there.

use domain::{
    ids::{AccountId, WorkspaceId},
    language::Language,
    partner::Partner,
    product::Product,
    record::{Actor, RecordId, Recorded},
    settings::{self, Settings},
    workspace::Workspace,
};
use lambda::{problem::Problem, texts};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use store::{StoreError, error::done_by_another, records::Record};

use crate::App;

/// Sample partners: the texts `demo-partner-` and these are their names. One buys, one sells, one does both.
const PARTNERS: [(&str, bool, bool); 3] = [("1", true, false), ("2", false, true), ("3", true, true)];
/// Sample products: the texts `demo-product-` and these are their names.
const PRODUCTS: [(&str, bool); 3] = [("1", false), ("2", false), ("3", true)];

/// The name of a demo.
pub fn name(language: Language) -> String {
    texts::named(language, "demo-name")
}

/// Which records are samples.
pub fn samples() -> Vec<RecordId> {
    let partners = PARTNERS.iter().map(|(number, ..)| RecordId::of_parts(&["demo", "partner", number]));
    let products = PRODUCTS.iter().map(|(number, _)| RecordId::of_parts(&["demo", "product", number]));
    partners.chain(products).collect()
}

/// Whether the samples are in: the settings come last.
pub async fn is_filled(app: &App, demo: WorkspaceId) -> Result<bool, StoreError> {
    Ok(app.store.record::<Settings>(demo, &settings::id()).await?.is_some())
}

/// Puts the samples in, those that are missing.
pub async fn fill(app: &App, demo: &Workspace, by: AccountId) -> Result<(), Problem> {
    let (language, by) = (demo.country.language(), Actor::person(by, app.clock.now()));
    let text = |name: String| texts::named(language, &name);
    for (number, customer, supplier) in PARTNERS {
        let partner = json!({
            "code": format!("D-{number}"), "name": text(format!("demo-partner-{number}")),
            "customer": customer, "supplier": supplier,
        });
        add::<Partner>(app, demo, &["demo", "partner", number], partner, by).await?;
    }
    for (number, service) in PRODUCTS {
        let product = json!({
            "sku": format!("D-{number}"), "name": text(format!("demo-product-{number}")), "service": service,
            "unit": text("demo-unit".into()), "vat_key": usual_vat_key(demo), "price": "100",
            "currency": demo.country.currency(),
        });
        add::<Product>(app, demo, &["demo", "product", number], product, by).await?;
    }
    let cash = json!({
        "code": "CASH", "name": text("demo-register".into()), "kind": "cash",
        "currency": demo.country.currency(), "opening": "100",
    });
    let data: Settings = read(json!({ "trade_name": demo.name, "registers": [cash] }))?;
    let nothing = Recorded { version: 0, ..Recorded::new(settings::id(), by.at, Settings::default()) };
    match app.store.change_settings(demo.id, &nothing, data, by).await {
        Ok(_) | Err(StoreError::Conflict) => Ok(()),
        Err(error) => Err(error.into()),
    }
}

/// The key of the country's usual rate.
fn usual_vat_key(demo: &Workspace) -> &'static str {
    use domain::country::Country::{Fi, Hu, It, Pl};
    match demo.country {
        Hu => "27",
        Fi => "25.5",
        It => "22",
        Pl => "23",
    }
}

async fn add<T: Record>(
    app: &App,
    demo: &Workspace,
    id: &[&str],
    data: Value,
    by: Actor,
) -> Result<(), Problem> {
    let record = Recorded::new(RecordId::of_parts(id), by.at, read::<T>(data)?);
    Ok(done_by_another(app.store.add_record(demo.id, &record, by, None).await)?)
}

fn read<T: DeserializeOwned>(data: Value) -> Result<T, StoreError> {
    serde_json::from_value(data).map_err(|error| StoreError::Corrupt(error.to_string()))
}
