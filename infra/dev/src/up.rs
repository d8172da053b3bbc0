//! `cargo dev up`: the whole system on this machine, with a demo company.

use anyhow::Result;
use local_cloud::{DeployOptions, Ministack, Stack, StartOptions, compile, scheduled_event, venv};
use simulators::nav::Company;

use crate::clock;
use crate::demo::Demo;
use crate::nav_simulator::DemoNav;
use crate::screen::Screen;
use crate::szamlazz_simulator::{DemoSzamlazz, POSTFIX};
use crate::watch;

/// Ports.
#[derive(Debug, clap::Args)]
pub struct Options {
    /// Port of the local cloud.
    #[arg(long, default_value_t = 4566)]
    port: u16,
    /// Port of the NAV simulator.
    #[arg(long, default_value_t = 4580)]
    nav_port: u16,
    /// Port of the Számlázz.hu simulator.
    #[arg(long, default_value_t = 4581)]
    szamlazz_port: u16,
}

/// Runs until Ctrl-C, and leaves nothing running.
pub fn run(options: &Options) -> Result<()> {
    let screen = Screen::new();
    local_cloud::check_port(options.port)?;
    let today = clock::now();
    let szamlazz = DemoSzamlazz::start(options.szamlazz_port, &Company::demo())?;
    let nav = DemoNav::start(options.nav_port, &today, &szamlazz)?;
    let progress = |text: &str| screen.step(text);
    // Before the runtime takes over Ctrl-C, which ends a compiler or pip by itself.
    venv::ensure(&venv::MINISTACK, &progress)?;
    let binaries = compile::functions(&progress)?;

    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async {
        let up = async {
            let start = StartOptions { port: Some(options.port), ..StartOptions::default() };
            let ministack = Ministack::start(start, &progress).await?;
            let deploy = DeployOptions::new("ledgerport", binaries)
                .parameter("NavBaseUrl", nav.base_url())
                .parameter("SzamlazzUrl", szamlazz.agent_url())
                .parameter("SzamlazzKeyPostfix", POSTFIX);
            let stack = local_cloud::deploy(&ministack, &deploy, &progress).await?;
            let from = DemoNav::first_day(&today);
            let demo = Demo::seed(&ministack, &stack, (nav.company(), &szamlazz), from, &screen).await?;
            let _remembered = demo.remember()?;
            tell(&screen, &ministack, (&nav, &szamlazz), &demo);
            // Connecting has asked NAV, too.
            let asked = nav.digests();
            first_tick(&ministack, &stack, &screen).await?;
            tokio::try_join!(
                watch::polls(&demo, &nav, asked, &screen),
                nav.go_on(&szamlazz),
                szamlazz.go_on()
            )
            .map(drop)
        };
        tokio::select! {
            ended = up => ended,
            signal = tokio::signal::ctrl_c() => {
                screen.line("Stopping");
                signal.map_err(anyhow::Error::from)
            }
        }
    })
}

fn tell(screen: &Screen, ministack: &Ministack, (nav, szamlazz): (&DemoNav, &DemoSzamlazz), demo: &Demo) {
    let login = &demo.login;
    screen.line(&format!("API            {}", login.api_url));
    screen.line(&format!("AWS endpoint   {}", ministack.endpoint()));
    screen.line(&format!("NAV simulator  {}", nav.base_url()));
    screen.line(&format!("Számlázz.hu    {}", szamlazz.control_url()));
    screen.line(&format!("Mails          {}/_ministack/ses/messages", ministack.endpoint()));
    screen.line(&format!("Log            {}", ministack.log_file().display()));
    screen.line(&format!("Demo login     {} / {}", login.email, login.password));
    screen.line(&format!("Workspace      {} ({})", demo.workspace, nav.company().name));
    screen.line("The inbox as a table: `cargo dev inbox` in another terminal. Ctrl-C ends everything.");
}

async fn first_tick(ministack: &Ministack, stack: &Stack, screen: &Screen) -> Result<()> {
    screen.step("Invoking the first tick");
    let now = clock::now().timestamp().strftime("%Y-%m-%dT%H:%M:%SZ").to_string();
    local_cloud::invoke(&ministack.sdk_config(), stack, "PollInvoices", &scheduled_event(&now)).await?;
    screen.step("Waiting for the first poll");
    Ok(())
}
