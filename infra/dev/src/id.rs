//! `cargo dev id TYPE -- NUMBER...`: whether numbers are right, a line for each on stdout.

use clap::{
    Args,
    builder::{PossibleValuesParser, TypedValueParser},
};
use domain::identifier::IdentifierKind;

/// What is checked.
#[derive(Args)]
pub struct Options {
    /// What the numbers are.
    #[arg(value_name = "TYPE", value_parser = kinds())]
    kind: IdentifierKind,
    /// The numbers; an empty one is a wrong one.
    #[arg(value_name = "NUMBER", required = true)]
    numbers: Vec<String>,
}

fn kinds() -> impl TypedValueParser<Value = IdentifierKind> {
    let keys = PossibleValuesParser::new(IdentifierKind::ALL.map(IdentifierKind::key));
    keys.try_map(|key| key.parse::<IdentifierKind>())
}

/// Prints `valid`, or `invalid: ` and the reason, for each number. A wrong one is an answer, no error.
pub fn run(options: &Options) -> anyhow::Result<()> {
    for number in &options.numbers {
        match options.kind.check(number) {
            Ok(_) => println!("valid"),
            Err(error) => println!("invalid: {error}"),
        }
    }
    Ok(())
}
