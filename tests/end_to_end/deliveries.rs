//! Messages that come twice, and ticks that overlap.

use std::collections::BTreeSet;

use jiff::Timestamp;
use serde_json::{Value, json};

use crate::business::{Business, identities, identity};
use crate::cloud::{eventually, now, run};
use crate::person::text;

#[test]
fn messages_that_come_twice_and_ticks_that_overlap_double_nothing() {
    run(async |cloud| {
        let business = Business::connected(cloud, "ketszer").await;
        let published = business.publish_new(12);
        let queue = cloud.stack.resource("SliceQueue").expect("a queue");
        let slice = |group: &str| {
            let body = json!({
                "work": "slice", "slice": group, "tick": now(), "workspaces": [business.workspace],
            });
            (group.to_owned(), body.to_string())
        };
        // Two groups are worked at the same time, the messages of one in order.
        for (group, body) in [slice("one"), slice("two"), slice("one"), slice("two"), slice("three")] {
            cloud.send(queue, &group, &body).await;
        }
        futures::future::join(cloud.tick(), cloud.tick()).await;
        let found = business.arrived(12).await;
        let ids: BTreeSet<_> = found.iter().map(identity).collect();
        assert_eq!(ids, identities(&published).into_keys().collect());
        cloud.drained(queue).await;
        business.arrived(12).await;
    });
}

#[test]
fn a_step_announced_again_after_its_end_does_nothing() {
    run(async |cloud| {
        let business = Business::new(cloud, "lepes").await;
        let published = business.publish_new(3);
        let begun = business.connect().await;
        business.arrived(3).await;
        eventually("the steps end", async || {
            (business.connection().await["under_way"] == json!([])).then_some(())
        })
        .await;
        let queue = cloud.stack.resource("StepQueue").expect("a queue");
        let spans = begun["under_way"].as_array().expect("the past is fetched in steps");
        assert_eq!(spans.len(), 2);
        let millis = |time: &Value| text(time).parse::<Timestamp>().expect("a time").as_millisecond();
        for span in spans {
            let step =
                format!("{}-{}-{}", text(&span["direction"]), millis(&span["from"]), millis(&span["to"]));
            let body =
                json!({ "work": "step", "workspace": business.workspace, "step": step, "sequence": 1 });
            cloud.send(queue, &step, &body.to_string()).await;
        }
        cloud.drained(queue).await;
        assert_eq!(business.arrived(3).await.len(), identities(&published).len());
        let dead = cloud.stack.resource("StepDeadLetterQueue").expect("a queue");
        assert!(cloud.messages(dead).await.is_empty());
    });
}
