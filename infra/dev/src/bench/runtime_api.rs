//! Lambda's Runtime API as a function meets it at its start: it asks for its first event, and none comes.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::path::Path;
use std::process::Stdio;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::process::{Child, Command};
use tokio::time::{sleep, timeout};

/// How a function asks for an event.
const NEXT: &str = "GET /2018-06-01/runtime/invocation/next HTTP/1.1";
/// Lambda itself ends a start after this time.
const LIMIT: Duration = Duration::from_secs(10);
/// Until then a function that waits for its first event has come to rest.
const REST: Duration = Duration::from_millis(200);

/// Listens until it is dropped.
pub struct RuntimeApi {
    listener: TcpListener,
    address: SocketAddr,
}

/// One start of a function.
pub struct Start {
    /// From the start of the process until it asks for its first event.
    pub init: Duration,
    /// What it then has in memory, in units of 1,024 bytes.
    pub resident_kb: u64,
}

impl RuntimeApi {
    pub async fn start() -> Result<Self> {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
        Ok(Self { address: listener.local_addr()?, listener })
    }

    /// Starts a function with nothing but that environment, and ends it when it has come to rest.
    pub async fn start_function(&self, path: &Path, environment: &BTreeMap<String, String>) -> Result<Start> {
        let begin = Instant::now();
        let mut function = Command::new(path)
            .env_clear()
            .envs(environment)
            .env("AWS_LAMBDA_RUNTIME_API", self.address.to_string())
            .stdout(Stdio::null())
            .kill_on_drop(true)
            .spawn()?;
        let connection = tokio::select! {
            asked = timeout(LIMIT, self.first_request()) => asked.context("it asks for no event")??,
            ended = function.wait() => bail!("it ended with {}", ended?),
        };
        let init = begin.elapsed();
        sleep(REST).await;
        let resident_kb = resident_kb(&function)?;
        function.kill().await?;
        drop(connection);
        Ok(Start { init, resident_kb })
    }

    /// The connection over which a function asked; it waits as long as that is open.
    async fn first_request(&self) -> Result<TcpStream> {
        let mut connection = BufReader::new(self.listener.accept().await?.0);
        let mut line = String::new();
        connection.read_line(&mut line).await?;
        ensure!(line.trim_end() == NEXT, "it begins with {line:?}");
        Ok(connection.into_inner())
    }
}

/// As Linux counts it.
fn resident_kb(function: &Child) -> Result<u64> {
    let id = function.id().context("it has ended")?;
    let path = format!("/proc/{id}/status");
    let status = std::fs::read_to_string(&path).with_context(|| format!("cannot read {path}"))?;
    let resident = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let number = resident.and_then(|text| text.split_whitespace().next());
    number.with_context(|| format!("{path} has no VmRSS"))?.parse().map_err(Into::into)
}
