//! Connecting to NAV: it is tried first, and what it refuses is said and not saved.

use std::time::{Duration, Instant};

use jiff::ToSpan;
use jiff::tz::TimeZone;
use reqwest::Method;
use serde_json::json;
use simulators::nav::{Company, Fault, FaultKind, Permissions};

use crate::business::{Business, company, last_month, settings};
use crate::cloud::{now, run};

#[test]
fn each_refusal_of_nav_is_a_sentence_and_saves_nothing() {
    run(async |cloud| {
        let business = Business::new(cloud, "kapcsolat").await;
        let good = &business.company;
        let wrong_password = Company { password: "Rossz-Jelszo-1".into(), ..good.clone() };
        let wrong_key = Company { sign_key: "rossz-kulcs".into(), ..good.clone() };
        let other = company("másik");
        cloud.nav.add_company(other.clone());
        let own_only = user(good, "csaksajat01", Permissions::QueryOwnInvoices);
        let nothing = user(good, "semmisem01", Permissions::None);
        cloud.nav.add_company(own_only.clone());
        cloud.nav.add_company(nothing.clone());
        for (entered, code, hungarian, english) in [
            (&wrong_password, "INVALID_SECURITY_USER", "jelszó", "password"),
            (&wrong_key, "INVALID_REQUEST_SIGNATURE", "aláírókulcs", "signing key"),
            (&other, "INVALID_USER_RELATION", "céghez", "company"),
            (&own_only, "FORBIDDEN", "jogosultság", "permission"),
            (&nothing, "FORBIDDEN", "jogosultság", "permission"),
        ] {
            let (path, body) = (business.path("/connections/nav"), settings(entered, last_month()));
            for (language, word) in [("hu", hungarian), ("en", english)] {
                let answer = business.owner.call_in(language, Method::PUT, &path, Some(&body)).await;
                let sentence = answer.problem(422, code, None, language);
                assert!(sentence.contains(word), "{sentence}");
            }
            business.owner.get(&path).await.problem(404, "not-found", None, "en");
        }
    });
}

#[test]
fn a_company_that_nav_does_not_know_is_told_so() {
    run(async |cloud| {
        let business = Business::new(cloud, "ismeretlen").await;
        let unknown = company("sehol");
        let made =
            business.owner.post("/workspaces", &crate::business::description(&unknown)).await.expect(201);
        let path = format!("/workspaces/{}/connections/nav", made["id"].as_str().unwrap());
        let entered = settings(&business.company, last_month());
        let answer = business.owner.put(&path, &entered).await;
        answer.problem(422, "NOT_REGISTERED_CUSTOMER", None, "en");
        business.owner.get(&path).await.problem(404, "not-found", None, "en");
    });
}

#[test]
fn silence_of_nav_is_said_within_the_gateways_time_and_saves_nothing() {
    run(async |cloud| {
        let business = Business::new(cloud, "csend").await;
        let path = business.path("/connections/nav");
        let entered = settings(&business.company, last_month());
        let fault = |kind| Fault::new(kind).of(&business.company.tax_number).times(2);

        cloud.nav.faults().add(fault(FaultKind::Unavailable));
        let answer = business.owner.call_in("fi", Method::PUT, &path, Some(&entered)).await;
        answer.problem(503, "MAINTENANCE", None, "fi");
        assert_eq!(answer.headers["retry-after"], "60");
        // The other direction's request may not have met the fault: wait until both are used up.
        while !cloud
            .nav
            .faults()
            .active()
            .iter()
            .all(|left| left.tax_number != fault(FaultKind::Reset).tax_number)
        {
            business.owner.put(&path, &entered).await.problem(503, "MAINTENANCE", None, "en");
        }

        cloud.nav.faults().add(fault(FaultKind::Stall(Duration::from_secs(40))));
        let begun = Instant::now();
        let answer = business.owner.call_in("hu", Method::PUT, &path, Some(&entered)).await;
        let sentence = answer.problem(503, "TIMEOUT", None, "hu");
        assert!(sentence.contains("Nem történt mentés"), "{sentence}");
        assert!(begun.elapsed() >= Duration::from_secs(19), "NAV got its 20 s");
        assert!(begun.elapsed() < Duration::from_secs(28), "API Gateway ends a request after 30 s");
        business.owner.get(&path).await.problem(404, "not-found", None, "en");
        business.owner.put(&path, &entered).await.expect(200);
    });
}

#[test]
fn fields_are_checked_before_nav_is_asked_and_secrets_stay_where_left_out() {
    run(async |cloud| {
        let business = Business::new(cloud, "mezok").await;
        let path = business.path("/connections/nav");
        let good = settings(&business.company, last_month());
        let tomorrow = now().to_zoned(TimeZone::UTC).date().saturating_add(2.days());
        for (field, value, problem) in [
            ("login", json!("rövid"), "login-format"),
            ("exchange_key", json!("tooshort"), "exchange-key-format"),
            ("inbound_from", json!(tomorrow.to_string()), "start-date-range"),
            ("outbound_from", json!("2018-06-30"), "start-date-range"),
            ("password", json!(null), "password-missing"),
            ("sign_key", json!(" "), "sign-key-missing"),
        ] {
            let mut wrong = good.clone();
            wrong[field] = value;
            let answer = business.owner.put(&path, &wrong).await;
            answer.problem(422, problem, Some(field), "en");
        }
        let asked = cloud.nav.requests().into_iter();
        let asked =
            asked.filter(|request| request.tax_number.as_deref() == Some(&business.company.tax_number));
        assert_eq!(asked.count(), 0, "NAV was asked with a wrong field");

        let saved = business.owner.put(&path, &good).await.expect(200);
        assert_eq!((&saved["state"], &saved["login"]), (&json!("active"), &json!(business.company.login)));
        let mut later = good.clone();
        let fields = later.as_object_mut().unwrap();
        for secret in ["password", "sign_key", "exchange_key"] {
            fields.remove(secret);
        }
        later["outbound_from"] = json!(last_month().saturating_add(3.days()).to_string());
        let again = business.owner.put(&path, &later).await.expect(200);
        assert_eq!(again["outbound_from"], later["outbound_from"]);
        assert_eq!(again["connected_at"], saved["connected_at"]);
    });
}

/// Another technical user of the same company.
fn user(company: &Company, login: &str, permissions: Permissions) -> Company {
    Company { login: login.into(), permissions, ..company.clone() }
}
