//! One world: its tables, queues, bucket, clock and NAV, and the functions wired to them.

use std::{
    collections::BTreeSet,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

use anyhow::{Context as _, Result};
use aws_sdk_s3::types::{
    BucketVersioningStatus, Event, FilterRule, FilterRuleName, NotificationConfiguration,
    NotificationConfigurationFilter, QueueConfiguration, S3KeyFilter, VersioningConfiguration,
};
use aws_sdk_sqs::types::QueueAttributeName;
use delete_workspace::StepLimits;
use domain::{
    address::Address,
    clock::Ids,
    connection::{ConnectionState, NavConnection, Progress, Seen},
    country::Country,
    email::EmailAddress,
    exchange::ExchangeLimits,
    fetch::{FetchLimits, Step},
    ids::{AccountId, WorkspaceId},
    language::Language,
    package::Package,
    workspace::{Account, Registration, Workspace},
};
use fetch_invoices::Pace;
use harness::{FaultPlan, Tables, Verdict};
use jiff::{Timestamp, civil::Date};
use lambda::{access::Staff, batch::Source, nav_access::NavSecrets};
use nav::{Client, ClientConfig, Limits, Software, SoftwareOperation};
use serde_json::{Map, Value};
use simulators::nav::{Company, GateAction, GatePoint, NavConfig, NavSimulator};
use store::{
    Store, connections::Start, documents::Documents, files::Files, outbox::Outbox, registrations::Taxpayer,
    vault::Vault,
};
use uuid::Uuid;

use crate::{Cloud, TestClock, cloud::SENDER, poller::Consumer};

/// The group of the user pool whose members operate a world.
pub const OPERATORS: &str = "operators";
/// The group of those who help its users.
pub const SUPPORT: &str = "support";

/// One world.
pub struct World {
    /// The faults and counts of the functions' calls.
    pub plan: FaultPlan,
    /// The time, for functions and NAV alike.
    pub clock: TestClock,
    /// The tax authority.
    pub nav: NavSimulator,
    /// DynamoDB.
    pub tables: Tables,
    /// The functions' bounds.
    pub limits: FetchLimits,
    /// The bounds of exports and imports.
    pub exchange: ExchangeLimits,
    /// How much a step of a deletion removes.
    pub deletion: StepLimits,
    /// How often fetch-invoices may ask NAV.
    pub pace: Arc<Pace>,
    /// SQS for the poller, beside the plan.
    pub(crate) sqs: aws_sdk_sqs::Client,
    pub(crate) slice_queue: String,
    pub(crate) step_queue: String,
    pub(crate) export_queue: String,
    pub(crate) import_queue: String,
    pub(crate) mail_queue: String,
    pub(crate) deletion_queue: String,
    pub(crate) address_queue: String,
    pub(crate) made: BTreeSet<Consumer>,
    pub(crate) busy: BTreeSet<Consumer>,
    pub(crate) relayed: Option<String>,
    pub(crate) warm: Option<fetch_invoices::App>,
    /// Shared by all processes: its TLS set-up is the longest part of a start, and caches nothing of ours.
    nav_client: Client,
    bucket: String,
    key: String,
    user_pool: String,
    user_pool_client: String,
    planned: aws_config::SdkConfig,
    plain: aws_config::SdkConfig,
    ids: Ids,
}

/// How a company is connected from the start.
pub struct Connection {
    /// Whose workspace.
    pub workspace: WorkspaceId,
    /// Invoices issued from this day on arrive.
    pub start: Date,
    /// Everything before this moment counts as dealt with.
    pub watermark: Timestamp,
    /// Steps that are to begin with it.
    pub steps: Vec<Step>,
    /// The day of its last recheck; today where none is given.
    pub rechecked_on: Option<Date>,
}

impl World {
    /// A world whose functions' calls pass `plan`. It begins at `now`.
    #[expect(clippy::disallowed_methods, reason = "worlds share one emulator: each has names of its own")]
    pub async fn new(cloud: &Cloud, plan: FaultPlan, now: Timestamp, limits: FetchLimits) -> Result<Self> {
        let clock = TestClock::at(now);
        let (planned, plain) = (cloud.sdk(&plan), cloud.sdk(&FaultPlan::new()));
        let name = Uuid::new_v4().simple().to_string();
        let bucket = format!("documents-{name}");
        let s3 = aws_sdk_s3::Client::new(&plain);
        s3.create_bucket().bucket(&bucket).send().await?;
        let sqs = aws_sdk_sqs::Client::new(&plain);
        let import_queue = queue(&sqs, &format!("imports-{name}")).await?;
        announce_uploads(&s3, &bucket, &sqs, &import_queue).await?;
        let nav_clock = clock.clone();
        let nav = NavSimulator::start(NavConfig::local(Arc::new(move || nav_clock.now())))?;
        let gate = plan.clone();
        nav.set_gate(Some(Arc::new(move |point| through_the_plan(&gate, point))));
        let counter = AtomicU64::new(1);
        let nav_client = Client::new(transport::client()?, client_config(&nav))?;
        Ok(Self {
            nav_client,
            tables: Tables::start(&cloud.tables).await?,
            slice_queue: fifo_queue(&sqs, &format!("slices-{name}")).await?,
            step_queue: fifo_queue(&sqs, &format!("steps-{name}")).await?,
            export_queue: queue(&sqs, &format!("exports-{name}")).await?,
            // Made once something is sent there: most worlds need none of them.
            mail_queue: import_queue.replace("imports-", "mails-"),
            deletion_queue: import_queue.replace("imports-", "deletions-"),
            address_queue: import_queue.replace("imports-", "addresses-"),
            import_queue,
            made: BTreeSet::new(),
            busy: BTreeSet::new(),
            ids: Ids::new(move || Uuid::from_u128(counter.fetch_add(1, Ordering::Relaxed).into())),
            key: cloud.key.clone(),
            user_pool: cloud.user_pool.clone(),
            user_pool_client: cloud.user_pool_client.clone(),
            relayed: None,
            warm: None,
            plan,
            clock,
            nav,
            limits,
            exchange: ExchangeLimits::default(),
            deletion: delete_workspace::STEP,
            pace: Arc::new(Pace::unlimited()),
            sqs,
            bucket,
            planned,
            plain,
        })
    }

    /// The store beside the plan, for setting up and looking.
    pub fn store(&self) -> Store {
        Store::new(self.tables.client(&FaultPlan::new()), "Table")
    }

    /// The documents beside the plan.
    pub fn documents(&self) -> Documents {
        Documents::new(aws_sdk_s3::Client::new(&self.plain), &self.bucket)
    }

    /// The files beside the plan.
    pub fn files(&self) -> Files {
        Files::new(aws_sdk_s3::Client::new(&self.plain), &self.bucket)
    }

    /// Has the bucket keep versions, as that of the template does.
    pub async fn keep_versions(&self) -> Result<()> {
        let versions = VersioningConfiguration::builder().status(BucketVersioningStatus::Enabled).build();
        let put = aws_sdk_s3::Client::new(&self.plain).put_bucket_versioning().bucket(&self.bucket);
        put.versioning_configuration(versions).send().await?;
        Ok(())
    }

    /// The names of all versions of all objects.
    pub async fn objects(&self) -> Result<Vec<String>> {
        let s3 = aws_sdk_s3::Client::new(&self.plain);
        let listed = s3.list_object_versions().bucket(&self.bucket).send().await?;
        let markers = listed.delete_markers().iter().filter_map(|marker| marker.key());
        let keys = listed.versions().iter().filter_map(|version| version.key()).chain(markers);
        Ok(keys.map(str::to_owned).collect())
    }

    /// Puts items back as a dump has them, like the restore of a backup.
    pub async fn restore(&self, items: &Map<String, Value>) -> Result<()> {
        for item in items.values() {
            self.tables.put("Table", item)?;
        }
        Ok(())
    }

    fn outbox(&self, plan: &FaultPlan) -> Outbox {
        Outbox::new(self.tables.client(plan), "OutboxTable")
    }

    fn vault(&self, plan: &FaultPlan, aws: &aws_config::SdkConfig) -> Vault {
        let store = Store::new(self.tables.client(plan), "Table");
        let kms = aws_sdk_kms::Client::new(aws);
        Vault::new(store, kms, self.key.clone(), "world".into(), self.clock.product())
    }

    /// Lets fetch-invoices keep what it cached from one invocation to the next, as a warm process does.
    /// Without this each invocation is a cold start.
    pub fn keep_warm(&mut self) -> Result<()> {
        self.warm = Some(self.fetch_invoices()?);
        Ok(())
    }

    /// Makes a company's workspace and connects it.
    pub async fn connect(&self, company: &Company, connection: &Connection) -> Result<()> {
        self.nav.add_company(company.clone());
        let now = self.clock.now();
        let workspace = connection.workspace;
        let store = self.store();
        let profile = self.workspace(company, workspace);
        let owner = EmailAddress::parse("owner@example.com").ok().context("an address")?;
        let owner = Account::new(AccountId(Uuid::from_u128(7)), owner, Language::Hu, now);
        register(&store, &profile, &owner).await?;
        let secrets = NavSecrets {
            password: company.password.clone(),
            sign_key: company.sign_key.clone(),
            exchange_key: None,
        };
        let vault = self.vault(&FaultPlan::new(), &self.plain);
        let sealed = secrets.seal(&vault, workspace, self.ids.next()).await?;
        let slice = store.slice_with_room(workspace, &self.ids.next().to_string(), &self.limits).await?;
        let progress =
            Progress { start: connection.start, watermark: connection.watermark, seen: Seen::default() };
        let saved = NavConnection {
            workspace,
            version: 1,
            tax_number: company.tax_number.clone(),
            login: company.login.clone(),
            sealed,
            state: ConnectionState::Active,
            slice: Some(slice.clone()),
            inbound: progress.clone(),
            outbound: progress,
            steps_begun: connection.steps.len() as u32,
            steps_settled: 0,
            failure: None,
            rechecked_on: connection.rechecked_on.unwrap_or_else(|| domain::fetch::today(now)),
            reconciled: None,
            connected_at: now,
        };
        let start = Start { join: Some(slice), steps: connection.steps.clone(), entry: None };
        store.save_connection(&saved, None, &start, &self.outbox(&FaultPlan::new()), &self.limits).await?;
        Ok(())
    }

    fn workspace(&self, company: &Company, workspace: WorkspaceId) -> Workspace {
        let address = Address {
            country: "HU".into(),
            postal_code: company.address.postal_code.clone(),
            city: company.address.city.clone(),
            street: company.address.street.clone(),
        };
        let tax_number = format!("{}-{}-{}", company.tax_number, company.vat_code, company.county_code);
        Workspace::new(workspace, company.name.clone(), (Country::Hu, tax_number), address, self.clock.now())
    }

    /// accounts as a process that has just started.
    pub fn accounts(&self) -> Result<accounts::App> {
        let cognito = aws_sdk_cognitoidentityprovider::Client::new(&self.planned);
        Ok(accounts::App {
            store: Store::new(self.tables.client(&self.plan), "Table"),
            outbox: self.outbox(&self.plan),
            vault: self.vault(&self.plan, &self.planned),
            cognito: accounts::Cognito::new(cognito, self.user_pool.clone()),
            nav: self.nav_client.clone(),
            clock: self.clock.product(),
            ids: self.ids.clone(),
            limits: self.limits.clone(),
            staff: staff(),
        })
    }

    /// books as a process that has just started.
    pub fn books(&self) -> Result<books::App> {
        Ok(books::App {
            store: Store::new(self.tables.client(&self.plan), "Table"),
            vault: self.vault(&self.plan, &self.planned),
            nav: Client::new(transport::client()?, client_config(&self.nav))?,
            clock: self.clock.product(),
            ids: self.ids.clone(),
        })
    }

    /// poll-invoices as a process that has just started.
    pub(crate) fn poll_invoices(&self) -> poll_invoices::App {
        poll_invoices::App {
            store: Store::new(self.tables.client(&self.plan), "Table"),
            sqs: aws_sdk_sqs::Client::new(&self.planned),
            queue: self.slice_queue.clone(),
        }
    }

    /// relay-events as a process that has just started.
    pub(crate) fn relay_events(&self) -> relay_events::App {
        relay_events::App {
            outbox: self.outbox(&self.plan),
            sqs: aws_sdk_sqs::Client::new(&self.planned),
            queues: relay_events::Queues {
                steps: self.step_queue.clone(),
                exports: self.export_queue.clone(),
                imports: self.import_queue.clone(),
                mails: self.mail_queue.clone(),
                deletions: self.deletion_queue.clone(),
                addresses: self.address_queue.clone(),
            },
        }
    }

    /// workbooks as a process that has just started.
    pub fn workbooks(&self) -> workbooks::App {
        workbooks::App {
            store: Store::new(self.tables.client(&self.plan), "Table"),
            outbox: self.outbox(&self.plan),
            files: Files::new(aws_sdk_s3::Client::new(&self.planned), &self.bucket),
            clock: self.clock.product(),
            ids: self.ids.clone(),
            limits: self.exchange,
        }
    }

    /// postings as a process that has just started.
    pub fn postings(&self) -> postings::App {
        postings::App {
            store: Store::new(self.tables.client(&self.plan), "Table"),
            documents: Documents::new(aws_sdk_s3::Client::new(&self.planned), &self.bucket),
            clock: self.clock.product(),
        }
    }

    /// export-workbook as a process that has just started.
    pub(crate) fn export_workbook(&self) -> export_workbook::App {
        export_workbook::App {
            store: Store::new(self.tables.client(&self.plan), "Table"),
            queue: Source::new(aws_sdk_sqs::Client::new(&self.planned), &self.export_queue),
            documents: Documents::new(aws_sdk_s3::Client::new(&self.planned), &self.bucket),
            files: Files::new(aws_sdk_s3::Client::new(&self.planned), &self.bucket),
            clock: self.clock.product(),
            limits: self.exchange,
        }
    }

    /// import-workbook as a process that has just started.
    pub fn import_workbook(&self) -> import_workbook::App {
        import_workbook::App {
            store: Store::new(self.tables.client(&self.plan), "Table"),
            queue: Source::new(aws_sdk_sqs::Client::new(&self.planned), &self.import_queue),
            outbox: self.outbox(&self.plan),
            files: Files::new(aws_sdk_s3::Client::new(&self.planned), &self.bucket),
            clock: self.clock.product(),
            limits: self.exchange,
        }
    }

    /// licences as a process that has just started.
    pub fn licences(&self) -> licences::App {
        licences::App {
            store: Store::new(self.tables.client(&self.plan), "Table"),
            outbox: self.outbox(&self.plan),
            files: Files::new(aws_sdk_s3::Client::new(&self.planned), &self.bucket),
            clock: self.clock.product(),
            ids: self.ids.clone(),
            export_days: self.exchange.export_days,
            staff: staff(),
        }
    }

    /// open-accounts as a process that has just started.
    pub fn open_accounts(&self) -> open_accounts::App {
        let cognito = aws_sdk_cognitoidentityprovider::Client::new(&self.planned);
        let (pool, client) = (self.user_pool.clone(), self.user_pool_client.clone());
        open_accounts::App {
            store: Store::new(self.tables.client(&self.plan), "Table"),
            queue: Source::new(aws_sdk_sqs::Client::new(&self.planned), &self.address_queue),
            cognito: open_accounts::Cognito::new(cognito, pool, client),
            clock: self.clock.product(),
            ids: self.ids.clone(),
        }
    }

    /// send-mail as a process that has just started.
    pub fn send_mail(&self) -> send_mail::App {
        let ses = aws_sdk_sesv2::Client::new(&self.planned);
        send_mail::App {
            store: Store::new(self.tables.client(&self.plan), "Table"),
            queue: Source::new(aws_sdk_sqs::Client::new(&self.planned), &self.mail_queue),
            sender: Some(send_mail::Sender::new(ses, SENDER.into(), "world".into())),
            clock: self.clock.product(),
        }
    }

    /// delete-workspace as a process that has just started.
    pub fn delete_workspace(&self) -> delete_workspace::App {
        delete_workspace::App {
            store: Store::new(self.tables.client(&self.plan), "Table"),
            vault: self.vault(&self.plan, &self.planned),
            queue: Source::new(aws_sdk_sqs::Client::new(&self.planned), &self.deletion_queue),
            outbox: self.outbox(&self.plan),
            files: Files::new(aws_sdk_s3::Client::new(&self.planned), &self.bucket),
            clock: self.clock.product(),
            ids: self.ids.clone(),
            limits: self.deletion,
        }
    }

    /// watch-licences as a process that has just started.
    pub fn watch_licences(&self) -> watch_licences::App {
        watch_licences::App {
            store: Store::new(self.tables.client(&self.plan), "Table"),
            outbox: self.outbox(&self.plan),
            clock: self.clock.product(),
        }
    }

    /// fetch-invoices as a process that has just started: nothing is cached.
    pub fn fetch_invoices(&self) -> Result<fetch_invoices::App> {
        Ok(fetch_invoices::App {
            store: Store::new(self.tables.client(&self.plan), "Table"),
            outbox: self.outbox(&self.plan),
            documents: Documents::new(aws_sdk_s3::Client::new(&self.planned), &self.bucket),
            vault: self.vault(&self.plan, &self.planned),
            nav: self.nav_client.clone(),
            clock: self.clock.product(),
            ids: self.ids.clone(),
            limits: self.limits.clone(),
            pace: self.pace.clone(),
            permits: fetch_invoices::permits(),
        })
    }
}

fn staff() -> Staff {
    Staff { operators: OPERATORS.into(), support: SUPPORT.into() }
}

/// Makes a workspace as if its company had just registered through the door for offices. The number stands in
/// the place of its keyed hash.
pub(crate) async fn register(store: &Store, company: &Workspace, owner: &Account) -> Result<()> {
    let package = Package::Bookkeeping;
    let taxpayer = Taxpayer { hash: company.taxpayer(), ..Taxpayer::default() };
    Ok(store.register(&Registration::new(package, company.clone(), owner), package, &taxpayer).await?)
}

fn client_config(nav: &NavSimulator) -> ClientConfig {
    let software = Software {
        id: "LEDGERPORT00000001".into(),
        name: "Ledgerport".into(),
        operation: SoftwareOperation::OnlineService,
        main_version: "0".into(),
        developer_name: "Ledgerport".into(),
        developer_contact: "ledgerport@example.com".into(),
        developer_country: None,
        developer_tax_number: None,
    };
    ClientConfig { base_url: nav.base_url(), software, limits: Limits::default() }
}

/// Makes a queue.
pub(crate) async fn queue(sqs: &aws_sdk_sqs::Client, name: &str) -> Result<String> {
    sqs.create_queue().queue_name(name).send().await?.queue_url.context("MiniStack made no queue")
}

/// Has S3 tell the queue of every upload, as the template does.
async fn announce_uploads(
    s3: &aws_sdk_s3::Client,
    bucket: &str,
    sqs: &aws_sdk_sqs::Client,
    queue: &str,
) -> Result<()> {
    let attributes =
        sqs.get_queue_attributes().queue_url(queue).attribute_names(QueueAttributeName::QueueArn);
    let attributes = attributes.send().await?.attributes.unwrap_or_default();
    let arn = attributes.get(&QueueAttributeName::QueueArn).context("a queue without a name")?;
    let prefix = FilterRule::builder().name(FilterRuleName::Prefix).value("uploads/").build();
    let filter = S3KeyFilter::builder().filter_rules(prefix).build();
    let uploads = QueueConfiguration::builder()
        .queue_arn(arn)
        .events(Event::S3ObjectCreated)
        .filter(NotificationConfigurationFilter::builder().key(filter).build())
        .build()?;
    let notifications = NotificationConfiguration::builder().queue_configurations(uploads).build();
    s3.put_bucket_notification_configuration()
        .bucket(bucket)
        .notification_configuration(notifications)
        .send()
        .await?;
    Ok(())
}

async fn fifo_queue(sqs: &aws_sdk_sqs::Client, name: &str) -> Result<String> {
    let queue = sqs.create_queue().queue_name(format!("{name}.fifo"));
    let queue = queue.attributes(QueueAttributeName::FifoQueue, "true");
    queue.send().await?.queue_url.context("MiniStack made no queue")
}

/// NAV's calls in the same sequence as those to AWS.
fn through_the_plan(plan: &FaultPlan, point: GatePoint) -> GateAction {
    let verdict = match point {
        GatePoint::Before(operation) => plan.gate_before(&format!("NAV.{}", operation.path())),
        GatePoint::After(operation) => plan.gate_after(&format!("NAV.{}", operation.path())),
    };
    match verdict {
        Verdict::Proceed => GateAction::Continue,
        Verdict::LoseAnswer | Verdict::Crash => GateAction::Drop,
    }
}
