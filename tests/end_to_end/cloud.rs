//! One cloud for the whole binary: MiniStack, the NAV simulator and the deployed stack. It ends with the
//! process, however that ends, because MiniStack watches a pipe that the process holds.

use std::future::Future;
use std::path::PathBuf;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, LazyLock, Mutex};
use std::time::{Duration, Instant};

use aws_sdk_sqs::types::QueueAttributeName;
use jiff::Timestamp;
use local_cloud::{DeployOptions, Ministack, Stack, StartOptions, compile, scheduled_event};
use serde_json::Value;
use simulators::nav::{NavConfig, NavSimulator};
use simulators::szamlazz::{SzamlazzConfig, SzamlazzSimulator};
use tokio::runtime::Runtime;
use tokio::sync::OnceCell;

/// How long an effect that runs through queues may take on a busy machine.
const PATIENCE: Duration = Duration::from_secs(90);

/// What all tests share.
pub struct Cloud {
    pub ministack: Ministack,
    pub nav: NavSimulator,
    pub szamlazz: SzamlazzSimulator,
    pub stack: Stack,
    pub http: reqwest::Client,
    binaries: PathBuf,
    /// Every answer of the API, for the canary.
    pub answers: Mutex<Vec<String>>,
}

static RUNTIME: LazyLock<Runtime> = LazyLock::new(|| Runtime::new().expect("a runtime"));
static CLOUD: OnceCell<Result<Cloud, String>> = OnceCell::const_new();
static LAST_TICK: AtomicI64 = AtomicI64::new(0);

/// Runs a test against the cloud, on the runtime that the cloud's connections live on.
pub fn run<Test: Future<Output = ()>>(test: impl FnOnce(&'static Cloud) -> Test) {
    RUNTIME.block_on(Box::pin(async {
        let started =
            CLOUD.get_or_init(async || Cloud::start().await.map_err(|error| format!("{error:#}"))).await;
        match started {
            Ok(cloud) => test(cloud).await,
            Err(error) => panic!("the cloud did not start: {error}"),
        }
    }));
}

/// Time as the machine has it: this is the world outside of the system.
#[expect(clippy::disallowed_methods, reason = "tests of the whole run in real time")]
pub fn now() -> Timestamp {
    Timestamp::now()
}

/// Asks until there is an answer.
pub async fn eventually<T>(what: &str, mut ask: impl AsyncFnMut() -> Option<T>) -> T {
    let begun = Instant::now();
    loop {
        if let Some(answer) = ask().await {
            return answer;
        }
        assert!(begun.elapsed() < PATIENCE, "{what}: not within {PATIENCE:?}");
        tokio::time::sleep(Duration::from_millis(300)).await;
    }
}

impl Cloud {
    async fn start() -> anyhow::Result<Self> {
        let progress = |text: &str| eprintln!("cloud: {text}");
        let nav = NavSimulator::start(NavConfig::local(Arc::new(now)))?;
        let szamlazz = SzamlazzSimulator::start(SzamlazzConfig::local(Arc::new(now)))?;
        let binaries = compile::functions(&progress)?;
        let log_file = Some(local_cloud::workspace::state().join("end-to-end.log"));
        let start = StartOptions { log_file, ..StartOptions::default() };
        let ministack = Ministack::start(start, &progress).await?;
        let stack = deploy(&ministack, (&nav, &szamlazz), &binaries, "end-to-end").await?;
        Ok(Self {
            ministack,
            nav,
            szamlazz,
            stack,
            http: transport::builder().no_proxy().build()?,
            binaries,
            answers: Mutex::default(),
        })
    }

    /// The same template once more, beside the first.
    pub async fn another_stack(&self, name: &str) -> Stack {
        deploy(&self.ministack, (&self.nav, &self.szamlazz), &self.binaries, name)
            .await
            .expect("a second stack")
    }

    /// Invokes the tick; answers when its messages are sent, not when they are worked.
    pub async fn tick(&self) {
        self.tick_of(&self.stack).await;
    }

    /// The tick of a stack. Ticks are a second apart at least: those of one second are one tick.
    pub async fn tick_of(&self, stack: &Stack) {
        let second = now().as_second();
        let next = |last: i64| Some(second.max(last + 1));
        let last = LAST_TICK.fetch_update(Ordering::SeqCst, Ordering::SeqCst, next);
        let tick = second.max(last.unwrap_or_default() + 1);
        let event = scheduled_event(&Timestamp::from_second(tick).expect("a second").to_string());
        local_cloud::invoke(&self.ministack.sdk_config(), stack, "PollInvoices", &event)
            .await
            .expect("a tick");
    }

    /// Answers once a queue has handed out and forgotten everything.
    pub async fn drained(&self, queue: &str) {
        eventually("an empty queue", async || self.messages(queue).await.is_empty().then_some(())).await;
    }

    /// A look at every message of a queue, those in flight too, that changes nothing.
    pub async fn messages(&self, queue: &str) -> Vec<Value> {
        let all = self.peek(&format!("sqs/messages?QueueUrl={queue}")).await;
        let accounts = all["messages"].as_object().into_iter().flatten();
        let regions = accounts.filter_map(|(_, regions)| regions.as_object()).flatten();
        let queues = regions.filter_map(|(_, queues)| queues.as_object()).flatten();
        queues.filter_map(|(_, messages)| messages.as_array().cloned()).flatten().collect()
    }

    /// What MiniStack tells beside the AWS interfaces.
    pub async fn peek(&self, path: &str) -> Value {
        let url = format!("{}/_ministack/{path}", self.ministack.endpoint());
        let answer = self.http.get(url).send().await.expect("MiniStack answers");
        answer.json().await.expect("JSON")
    }

    pub fn sqs(&self) -> aws_sdk_sqs::Client {
        aws_sdk_sqs::Client::new(&self.ministack.sdk_config())
    }

    pub fn dynamodb(&self) -> aws_sdk_dynamodb::Client {
        aws_sdk_dynamodb::Client::new(&self.ministack.sdk_config())
    }

    /// Puts a message into a FIFO queue.
    pub async fn send(&self, queue: &str, group: &str, body: &str) {
        let request = self.sqs().send_message().queue_url(queue).message_body(body);
        let unique = format!("test-{}", uuid::Uuid::now_v7());
        let request = request.message_group_id(group).message_deduplication_id(unique);
        request.send().await.expect("a sent message");
    }

    /// Lets messages that failed come back at once instead of after nine minutes.
    pub async fn hurry(&self, queue: &str) {
        let request = self.sqs().set_queue_attributes().queue_url(queue);
        let request = request.attributes(QueueAttributeName::VisibilityTimeout, "1");
        request.send().await.expect("a changed queue");
    }
}

async fn deploy(
    ministack: &Ministack,
    (nav, szamlazz): (&NavSimulator, &SzamlazzSimulator),
    binaries: &std::path::Path,
    name: &str,
) -> anyhow::Result<Stack> {
    let options = DeployOptions::new(name, binaries.to_path_buf())
        .parameter("NavBaseUrl", nav.base_url())
        .parameter("SzamlazzUrl", szamlazz.agent_url())
        .parameter("SzamlazzKeyPostfix", crate::szamlazz::POSTFIX)
        .parameter("LogLevel", "debug");
    local_cloud::deploy(ministack, &options, &|text| eprintln!("{name}: {text}")).await
}
