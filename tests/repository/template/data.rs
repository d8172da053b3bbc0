//! What is kept is kept safely.

use serde_json::{Value, json};

use super::{each, of_type, resources};

#[test]
fn tables_can_be_restored_and_not_lost() {
    for (id, table) in of_type("AWS::DynamoDB::Table") {
        assert_eq!(table["PointInTimeRecoverySpecification"]["PointInTimeRecoveryEnabled"], true, "{id}");
        assert_eq!(table["SSESpecification"]["SSEEnabled"], true, "{id}");
        let protected = &table["DeletionProtectionEnabled"];
        assert!(is_on_when_protected(protected, &json!(true)), "{id}: {protected}");
        assert_eq!(table["BillingMode"], "PAY_PER_REQUEST", "{id}");
    }
    for (id, pool) in of_type("AWS::Cognito::UserPool") {
        assert!(is_on_when_protected(&pool["DeletionProtection"], &json!("ACTIVE")), "{id}");
        assert_eq!(pool["AdminCreateUserConfig"]["AllowAdminCreateUserOnly"], true, "{id}");
    }
}

fn is_on_when_protected(value: &Value, on: &Value) -> bool {
    value == on || (value["Fn::If"][0] == "IsProtected" && value["Fn::If"][1] == *on)
}

#[test]
fn deletion_protection_is_on_unless_somebody_says_otherwise() {
    let parameter = &super::template().json()["Parameters"]["DeletionProtection"];
    assert_eq!(parameter["Default"], "true");
}

#[test]
fn what_holds_data_outlives_its_stack() {
    let kinds = ["AWS::DynamoDB::Table", "AWS::S3::Bucket", "AWS::KMS::Key", "AWS::Cognito::UserPool"];
    for (id, _) in kinds.into_iter().flat_map(of_type) {
        for policy in ["DeletionPolicy", "UpdateReplacePolicy"] {
            assert_eq!(resources()[id][policy], "Retain", "{id}.{policy}");
        }
    }
}

#[test]
fn buckets_are_private_encrypted_and_versioned() {
    for (id, bucket) in of_type("AWS::S3::Bucket") {
        for access in ["BlockPublicAcls", "BlockPublicPolicy", "IgnorePublicAcls", "RestrictPublicBuckets"] {
            assert_eq!(bucket["PublicAccessBlockConfiguration"][access], true, "{id}: {access}");
        }
        assert_eq!(bucket["OwnershipControls"]["Rules"][0]["ObjectOwnership"], "BucketOwnerEnforced", "{id}");
        let encryption = &bucket["BucketEncryption"]["ServerSideEncryptionConfiguration"][0];
        assert!(encryption["ServerSideEncryptionByDefault"]["SSEAlgorithm"].is_string(), "{id}");
        assert_eq!(bucket["VersioningConfiguration"]["Status"], "Enabled", "{id}");
        let rules = each(&bucket["LifecycleConfiguration"]["Rules"]);
        assert!(
            rules.iter().any(|rule| rule["NoncurrentVersionExpiration"]["NoncurrentDays"].is_u64()),
            "{id}: old versions stay for ever"
        );
        let denied = of_type("AWS::S3::BucketPolicy").into_iter().any(|(_, policy)| {
            policy["Bucket"] == json!({ "Ref": id })
                && each(&policy["PolicyDocument"]["Statement"]).into_iter().any(|statement| {
                    statement["Effect"] == "Deny"
                        && statement["Condition"]["Bool"]["aws:SecureTransport"] == false
                })
        });
        assert!(denied, "{id} takes requests without TLS");
    }
}

#[test]
fn keys_rotate() {
    for (id, key) in of_type("AWS::KMS::Key") {
        assert_eq!(key["EnableKeyRotation"], true, "{id}");
    }
}

#[test]
fn logs_end() {
    for (id, log) in of_type("AWS::Logs::LogGroup") {
        assert_eq!(log["RetentionInDays"], json!({ "Ref": "LogRetentionDays" }), "{id}");
    }
}
