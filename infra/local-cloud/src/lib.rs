//! The local cloud: MiniStack in a Python environment of its own, and template.yaml deployed to it.
//!
//! [`Ministack::start`] brings the emulator up, [`compile::functions`] builds the binaries and [`deploy`]
//! packages them and makes the stack. It changes nothing in the template but `CodeUri`, and then adds what
//! MiniStack does not import: the routes and the authorizer of the HTTP API.

pub mod compile;
mod deploy;
mod http_api;
mod invoke;
mod mail;
mod ministack;
pub mod package;
mod people;
mod references;
mod sdk;
mod stack;
mod template;
pub mod venv;
pub mod workspace;

pub use deploy::{DeployOptions, deploy};
pub use invoke::{invoke, scheduled_event};
pub use mail::{mails, send, verify_sender};
pub use ministack::{Ministack, StartOptions, check_port};
pub use people::{add_to_group, made_user, set_password, sign_in};
pub use sdk::{REGION, sdk_config};
pub use stack::Stack;
pub use template::{Function, Template};

/// Told what is being done, one line at a time.
pub type Progress<'a> = &'a (dyn Fn(&str) + Send + Sync);
