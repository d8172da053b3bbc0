//! The names of calls as the SDKs really send them. Nobody understands them at the other end; a call is
//! named before it is sent.

use aws_sdk_s3::primitives::ByteStream;
use harness::{Fault, FaultPlan, Tables, sdk_config};

#[tokio::test]
async fn every_service_is_named_alike() {
    let tables = Tables::start(&[]).await.unwrap();
    let plan = FaultPlan::new();
    let config = sdk_config(tables.endpoint(), &plan);
    plan.arm(Fault::None);

    let path_style = aws_sdk_s3::config::Builder::from(&config).force_path_style(true).build();
    let s3 = aws_sdk_s3::Client::from_conf(path_style);
    let body = ByteStream::from_static(b"<xml/>");
    s3.put_object().bucket("documents").key("w/1.xml").body(body).send().await.unwrap_err();
    s3.get_object().bucket("documents").key("w/1.xml").send().await.unwrap_err();
    s3.list_objects_v2().bucket("documents").send().await.unwrap_err();
    let sqs = aws_sdk_sqs::Client::new(&config);
    let url = format!("{}/000000000000/StepQueue", tables.endpoint());
    sqs.send_message().queue_url(url).message_body("{}").send().await.unwrap_err();
    let kms = aws_sdk_kms::Client::new(&config);
    kms.generate_data_key().key_id("k").send().await.unwrap_err();
    let cognito = aws_sdk_cognitoidentityprovider::Client::new(&config);
    cognito.admin_get_user().user_pool_id("p").username("u").send().await.unwrap_err();

    assert_eq!(
        plan.calls(),
        [
            "S3.PutObject /documents/w/1.xml",
            "S3.GetObject /documents/w/1.xml",
            "S3.GET /documents/",
            "SQS.SendMessage",
            "KMS.GenerateDataKey",
            "Cognito.AdminGetUser"
        ]
    );
}
