//! A message that nobody can read, on a stack of its own: its queue brings failed messages back at once.

use std::time::Duration;

use crate::business::Business;
use crate::cloud::{eventually, run};

#[test]
fn a_poisoned_message_ends_in_the_dead_letter_queue_and_blocks_its_own_group_only() {
    run(async |cloud| {
        let stack = cloud.another_stack("poison").await;
        let queue = stack.resource("SliceQueue").expect("a queue");
        let dead = stack.resource("SliceDeadLetterQueue").expect("a queue");
        cloud.hurry(queue).await;
        let business = Business::at(cloud, &stack, "mergezett").await;
        business.connect().await;
        cloud.send(queue, "poisoned", "this is no message of ours").await;

        let published = business.publish_new(1);
        cloud.tick_of(&stack).await;
        business.invoice(&published[0].number, |_| true).await;
        let stuck = eventually("the poison is given up", async || {
            let messages = cloud.messages(dead).await;
            tokio::time::sleep(Duration::from_millis(200)).await;
            (!messages.is_empty()).then_some(messages)
        })
        .await;
        assert_eq!(stuck.len(), 1);
        assert_eq!(stuck[0]["Body"], "this is no message of ours");
        // The group is free again.
        let old = r#"{"work":"slice","slice":"x","tick":"2026-01-01T00:00:00Z","workspaces":[]}"#;
        cloud.send(queue, "poisoned", old).await;
        cloud.drained(queue).await;
        assert_eq!(cloud.messages(dead).await.len(), 1);
        let here = business.owner.token().await;
        let elsewhere = format!("{}/account", cloud.stack.api_url);
        let answer = cloud.http.get(elsewhere).bearer_auth(here).send().await.expect("an answer");
        assert_eq!(answer.status(), 401, "a token of one stack is none of the other");
    });
}
