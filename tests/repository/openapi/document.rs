//! The description of the whole API, from the routers that answer it.

use std::sync::LazyLock;

use serde_json::{Value, json};
use utoipa::openapi::{
    Info, InfoBuilder, LicenseBuilder, OpenApi, OpenApiBuilder, SecurityRequirement,
    security::{HttpAuthScheme, HttpBuilder, SecurityScheme},
    tag::TagBuilder,
};

/// What each tag is about.
const TAGS: [(&str, &str); 21] = [
    ("accounts", "People: signing up, and the caller's own account"),
    ("workspaces", "Companies: registration, an office's companies, first steps"),
    ("people", "Who works in a workspace: members, invitations, and who did what"),
    ("licences", "Packages, trial and subscription, and the deletion of a workspace"),
    ("connections", "Where a company's data comes from"),
    ("invoices", "The inbox: every inbound and outbound invoice"),
    ("hooks", "What outside services push; the keys are theirs"),
    ("reconciliations", "What NAV lists of a month against what the inbox holds"),
    ("postings", "Posting rules, and what invoices are posted to by them"),
    ("partners", "The company's customers and suppliers"),
    ("products", "What the company sells and buys"),
    ("ledger-accounts", "The chart of accounts"),
    (
        "documents",
        "Outbound documents: drafted, issued, corrected, cancelled; and the series of their numbers",
    ),
    ("payments", "Payments made and received, and what partners owe"),
    ("vouchers", "Cash and bank vouchers, and the cashbook over them"),
    ("settings", "What documents say of the company, and the VAT keys of its country"),
    ("workbooks", "Exports to Excel files, and imports from them"),
    ("changes", "Who changed what, and what there is to remark"),
    ("notices", "What the people of a workspace have to know"),
    ("operations", "What the operators of the deployment see of all workspaces, and what they may try again"),
    ("support", "What support decides: the deletion of workspaces"),
];

/// The functions' parts of the API.
pub fn parts() -> [OpenApi; 7] {
    [
        accounts::router().into_openapi(),
        licences::router().into_openapi(),
        inbox::router().into_openapi(),
        hooks::router(&Default::default()).into_openapi(),
        postings::router().into_openapi(),
        books::router().into_openapi(),
        workbooks::router().into_openapi(),
    ]
}

/// The whole document.
pub fn document() -> &'static Value {
    static DOCUMENT: LazyLock<Value> = LazyLock::new(|| {
        let tags = TAGS.map(|(name, what)| TagBuilder::new().name(name).description(Some(what)).build());
        let mut whole = OpenApiBuilder::new()
            .info(info())
            .tags(Some(tags))
            .security(Some([SecurityRequirement::new("bearer", Vec::<String>::new())]))
            .build();
        for part in parts() {
            whole.merge(part);
        }
        let components = whole.components.get_or_insert_default();
        components.add_security_scheme("bearer", bearer());
        serde_json::to_value(whole).expect("the document is JSON")
    });
    &DOCUMENT
}

fn info() -> Info {
    InfoBuilder::new()
        .title("Ledgerport")
        .version(env!("CARGO_PKG_VERSION"))
        .description(Some(
            "A port for bookkeeping data. Every error is a problem document (RFC 9457) whose `detail` is \
             in the language of `Accept-Language` (hu, pl, fi, it or en). Amounts are decimal numbers \
             in strings, dates are ISO 8601.",
        ))
        .license(Some(LicenseBuilder::new().name("MIT").identifier(Some("MIT")).build()))
        .build()
}

fn bearer() -> SecurityScheme {
    let http = HttpBuilder::new().scheme(HttpAuthScheme::Bearer).bearer_format("JWT");
    SecurityScheme::Http(http.description(Some("An access token of the deployment's user pool")).build())
}

/// An operation of the API.
pub struct Operation {
    /// In capitals.
    pub method: String,
    /// With its parameters in braces.
    pub path: String,
    /// Its description.
    pub json: &'static Value,
}

impl Operation {
    /// Whether it answers without a token.
    pub fn is_public(&self) -> bool {
        self.json["security"] == json!([{}])
    }
}

/// Every operation.
pub fn operations() -> impl Iterator<Item = Operation> {
    let paths = document()["paths"].as_object().into_iter().flatten();
    paths.flat_map(|(path, item)| {
        let methods = item.as_object().into_iter().flatten();
        methods
            .filter(|(method, _)| ["get", "put", "post", "delete", "patch"].contains(&method.as_str()))
            .map(|(method, json)| Operation { method: method.to_uppercase(), path: path.clone(), json })
    })
}
