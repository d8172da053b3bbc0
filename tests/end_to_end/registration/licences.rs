//! Subscribing, paying, cancelling.

use serde_json::json;

use super::{prices, registered};
use crate::business::company;
use crate::cloud::run;
use crate::mailbox::mailed;
use crate::person::Person;

#[test]
fn r0_15_r0_16_the_company_of_the_trial_subscribes_from_the_profile_and_cancels_to_the_end() {
    run(async |cloud| {
        let (person, operator) =
            (Person::new(cloud, "elofizeto").await, Person::operator(cloud, "uzemeltet").await);
        operator.put("/operator/packages/business", &prices()).await.expect(200);
        let own = company("Fizető");
        let workspace = registered(&person, &own, "business").await;
        let number = format!("{}-{}-{}", own.tax_number, own.vat_code, own.county_code);
        let path = format!("/workspaces/{workspace}/subscription");
        let other = person.post(&path, &json!({ "tax_number": "12892312-2-41", "period": "month" })).await;
        other.problem(422, "subscription-other-company", Some("tax_number"), "en");
        let wanted = json!({ "tax_number": number, "period": "month" });
        for _ in 0..2 {
            let licence = person.post(&path, &wanted).await.expect(200);
            assert_eq!(licence["subscription"]["net"], "4990");
            assert_eq!(licence["state"], "trial");
        }
        let longer = person.post(&path, &json!({ "tax_number": number, "period": "year" })).await;
        longer.problem(409, "subscribed-already", None, "en");

        let payments = format!("/operator/licences/{workspace}/payments");
        let pay = async |reference: &str, net: &str| {
            let payment = json!({ "reference": reference, "net": net, "currency": "HUF" });
            operator.post(&payments, &payment).await
        };
        let crooked = pay("bank-1", "5000").await;
        assert!(crooked.problem(422, "payment-amount", Some("net"), "en").contains("4990"));
        let paid = pay("bank-1", "9980").await.expect(201);
        assert_eq!(paid["state"], "active");
        assert_eq!(pay("bank-1", "9980").await.expect(201), paid, "recorded once");
        pay("bank-1", "4990").await.problem(409, "payment-recorded-otherwise", None, "en");
        let mail = mailed(cloud, &person.email, "payment").await;
        assert!(mail.text.contains("9980 HUF"), "{}", mail.text);
        let until = paid["until"].clone();

        let cancelled = person.delete(&path).await.expect(200);
        assert_eq!((&cancelled["state"], &cancelled["until"]), (&json!("ending"), &until));
        pay("bank-2", "4990").await.problem(409, "subscription-none", None, "en");
        let managed = person.get("/account/subscriptions").await.expect(200);
        assert_eq!(
            managed["licences"][0],
            person.get(&format!("/workspaces/{workspace}/licence")).await.expect(200)
        );
        let again = person.post(&path, &wanted).await.expect(200);
        assert_eq!((&again["state"], &again["until"]), (&json!("active"), &until), "what was paid stays");
        let listed = operator.listed("/operator/licences?limit=100", "licences").await;
        let mine = listed.iter().find(|licence| licence["workspace"] == workspace.as_str()).unwrap();
        assert_eq!((&mine["until"], &mine["subscribed"]), (&until, &json!(true)));
    });
}
