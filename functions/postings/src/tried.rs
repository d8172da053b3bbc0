//! The rules that are tried.

use domain::{
    posting::{PostingRule, PostingRules},
    wrong::Wrong,
};
use lambda::{problem::Problem, records};

use crate::books::Books;

/// What the field of the one rule begins with where the rules are a list of it alone.
const ONE: &str = "rules[0]";

/// The rules that are tried, if they could be saved: all of them, or what there are with one at a place.
pub fn tried(
    books: &Books,
    (rules, rule): (Option<PostingRules>, Option<PostingRule>),
    place: Option<usize>,
) -> Result<PostingRules, Problem> {
    let there = &books.rules.data;
    let rules = match (rules, rule) {
        (Some(rules), None) => savable(rules, books, "").map_err(|wrong| wrong.inside("rules"))?,
        (None, Some(rule)) => {
            // The company's accounts stay what they are: of the one rule, its own are looked at.
            let one = PostingRules { accounts: there.accounts.clone(), rules: vec![rule.clone()] };
            savable(one, books, ONE).map_err(of_the_rule)?;
            there.clone().with(rule, place).checked(books.company.country)?
        }
        _ => return Err(Problem::field("rule", "posting-trial-one")),
    };
    records::fits(&rules)?;
    Ok(rules)
}

/// The rules, if they can be kept, and the accounts that fields of that beginning name take entries.
fn savable(rules: PostingRules, books: &Books, of: &str) -> Result<PostingRules, Wrong> {
    let rules = rules.checked(books.company.country)?;
    let mut accounts = rules.named_accounts().into_iter().filter(|(field, _)| field.starts_with(of));
    accounts.try_for_each(|(field, account)| books.chart.check_postable(&field, account))?;
    Ok(rules)
}

/// The field as the request names it.
fn of_the_rule(wrong: Wrong) -> Wrong {
    match wrong.field.strip_prefix(ONE) {
        Some(field) => Wrong { field: format!("rule{field}"), ..wrong },
        None => wrong,
    }
}
