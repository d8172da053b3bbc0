//! The MiniStack process.

use std::fs::{self, File};
use std::net::{Ipv4Addr, TcpListener};
use std::os::unix::process::CommandExt;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use aws_config::SdkConfig;

use crate::{Progress, REGION, sdk_config, venv, workspace};

const START_DEADLINE: Duration = Duration::from_secs(60);
const STOP_DEADLINE: Duration = Duration::from_secs(5);

/// How to start MiniStack.
#[derive(Debug, Default)]
pub struct StartOptions {
    /// Where it listens on 127.0.0.1; a free port if `None`.
    pub port: Option<u16>,
    /// Where its output goes; a file of the port's name in the state folder if `None`.
    pub log_file: Option<PathBuf>,
    /// More environment variables. The functions inherit them.
    pub env: Vec<(String, String)>,
}

/// A running MiniStack with everything in memory. Dropping it ends it and every function it runs; so does the
/// death of this process.
#[derive(Debug)]
pub struct Ministack {
    child: Child,
    port: u16,
    log_file: PathBuf,
}

impl Ministack {
    /// Starts MiniStack, making its Python environment if absent, and waits until it answers.
    pub async fn start(options: StartOptions, progress: Progress<'_>) -> Result<Self> {
        let python = venv::ensure(&venv::MINISTACK, progress)?;
        progress("Starting MiniStack");
        let port = match options.port {
            Some(port) => check_port(port).map(|()| port)?,
            None => TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port(),
        };
        let identity = format!("ledgerport-{}-{port}", std::process::id());
        let log_file = options.log_file.unwrap_or_else(|| workspace::state().join(format!("{port}.log")));
        // Private to this process: MiniStack unpacks the functions there.
        let folder = workspace::state().join(format!("run-{port}"));
        fs::create_dir_all(&folder)?;
        let log = File::create(&log_file).with_context(|| format!("cannot write {}", log_file.display()))?;

        let child = Command::new(python)
            .args(["-c", include_str!("watch.py")])
            .env_clear()
            .envs(["PATH", "HOME", "LANG"].iter().filter_map(|key| Some((key, std::env::var_os(key)?))))
            .env("TMPDIR", folder)
            .env("BIND_HOST", "127.0.0.1")
            .env("GATEWAY_PORT", port.to_string())
            .env("IOT_MTLS_ENABLED", "0")
            .env("MINISTACK_REGION", REGION)
            .env("MINISTACK_EDITION", &identity)
            .env("AWS_DEFAULT_REGION", REGION)
            .env("AWS_ACCESS_KEY_ID", "test")
            .env("AWS_SECRET_ACCESS_KEY", "test")
            // The functions inherit it; without it they would look for the real AWS.
            .env("AWS_ENDPOINT_URL", format!("http://127.0.0.1:{port}"))
            .envs(options.env)
            .process_group(0)
            .stdin(Stdio::piped())
            .stdout(log.try_clone()?)
            .stderr(log)
            .spawn()
            .context("MiniStack could not be started")?;
        let mut ministack = Self { child, port, log_file };
        ministack.wait_until_healthy(&identity).await?;
        Ok(ministack)
    }

    /// Where the AWS SDKs reach it. An address in numbers makes them use path-style bucket addresses.
    pub fn endpoint(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// The port it listens on.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// The file that its output goes to.
    pub fn log_file(&self) -> &std::path::Path {
        &self.log_file
    }

    /// SDK configuration that reaches it.
    pub fn sdk_config(&self) -> SdkConfig {
        sdk_config(&self.endpoint())
    }

    async fn wait_until_healthy(&mut self, identity: &str) -> Result<()> {
        let health = format!("{}/_ministack/health", self.endpoint());
        let client = transport::builder().no_proxy().timeout(Duration::from_secs(2)).build()?;
        let started = Instant::now();
        while started.elapsed() < START_DEADLINE {
            if let Some(status) = self.child.try_wait()? {
                bail!("MiniStack ended at once ({status}); its log is {}", self.log_file.display());
            }
            if let Ok(answer) = client.get(&health).send().await
                && answer.text().await.is_ok_and(|body| body.contains(identity))
            {
                return Ok(());
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        bail!("MiniStack did not answer in {START_DEADLINE:?}; its log is {}", self.log_file.display())
    }
}

impl Drop for Ministack {
    fn drop(&mut self) {
        // watch.py sees its standard input close and ends the whole process group.
        drop(self.child.stdin.take());
        let asked = Instant::now();
        while asked.elapsed() < STOP_DEADLINE {
            if !matches!(self.child.try_wait(), Ok(None)) {
                return;
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        self.child.kill().and_then(|()| self.child.wait()).ok();
    }
}

/// An error of one sentence if something listens on that port of 127.0.0.1.
pub fn check_port(port: u16) -> Result<()> {
    match TcpListener::bind((Ipv4Addr::LOCALHOST, port)) {
        Ok(_) => Ok(()),
        Err(error) => bail!("port {port} is taken; stop what listens there or choose another port ({error})"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_taken_port_is_one_clear_sentence() {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let port = listener.local_addr().unwrap().port();
        let said = check_port(port).unwrap_err().to_string();
        assert!(said.starts_with(&format!("port {port} is taken; stop what listens there")), "{said}");
    }
}
