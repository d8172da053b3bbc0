//! Somebody who uses the API.

use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

use local_cloud::Stack;
use reqwest::Method;
use reqwest::header::{ACCEPT_LANGUAGE, CONTENT_TYPE, HeaderName};
use serde_json::{Value, json};
use tokio::sync::Mutex;

use crate::answer::Answer;
use crate::cloud::Cloud;

/// Every secret of every test contains it, so that the canary can look for all of them.
pub const MARK: &str = "CANARYsecret";

static PEOPLE: AtomicU32 = AtomicU32::new(1);

/// What a request carries.
#[derive(Clone, Copy)]
pub enum Content<'a> {
    Nothing,
    Json(&'a Value),
    Png(&'a [u8]),
    Form(&'a str),
}

impl<'a> From<Option<&'a Value>> for Content<'a> {
    fn from(body: Option<&'a Value>) -> Self {
        body.map_or(Self::Nothing, Self::Json)
    }
}

pub struct Person {
    cloud: &'static Cloud,
    stack: Stack,
    pub email: String,
    pub password: String,
    token: Mutex<Option<(String, Instant)>>,
}

impl Person {
    /// A person that nobody knows yet.
    pub fn stranger(cloud: &'static Cloud, stack: &Stack, name: &str) -> Self {
        let number = PEOPLE.fetch_add(1, Ordering::Relaxed);
        Self {
            cloud,
            stack: stack.clone(),
            email: format!("{name}{number}@example.com"),
            password: format!("{MARK}-u{number}!"),
            token: Mutex::default(),
        }
    }

    /// A person that has signed up and chosen a password.
    pub async fn new(cloud: &'static Cloud, name: &str) -> Self {
        Self::at(cloud, &cloud.stack, name).await
    }

    /// The same at another stack.
    pub async fn at(cloud: &'static Cloud, stack: &Stack, name: &str) -> Self {
        let person = Self::stranger(cloud, stack, name);
        person.sign_up("en").await.expect(202);
        person.choose_password().await;
        person
    }

    /// A person that may operate the deployment.
    pub async fn operator(cloud: &'static Cloud, name: &str) -> Self {
        Self::of_staff(cloud, name, "OperatorsGroup").await
    }

    /// A person that decides on deletions.
    pub async fn support(cloud: &'static Cloud, name: &str) -> Self {
        Self::of_staff(cloud, name, "SupportGroup").await
    }

    /// The groups stand in tokens of later sign-ins.
    async fn of_staff(cloud: &'static Cloud, name: &str, group: &str) -> Self {
        let person = Self::new(cloud, name).await;
        let config = cloud.ministack.sdk_config();
        local_cloud::add_to_group(&config, &cloud.stack, &person.email, group).await.expect("a member");
        person
    }

    pub async fn sign_up(&self, language: &str) -> Answer {
        let body = json!({ "email": self.email });
        self.send(Method::POST, "/sign-ups", Some(&body), None, &[(ACCEPT_LANGUAGE, language)]).await
    }

    /// What asks without a token.
    pub fn http(&self) -> &reqwest::Client {
        &self.cloud.http
    }

    /// As if the mailed password had been replaced.
    pub async fn choose_password(&self) {
        let config = self.cloud.ministack.sdk_config();
        local_cloud::set_password(&config, &self.stack, &self.email, &self.password)
            .await
            .expect("a password");
    }

    pub async fn account(&self) -> String {
        text(&self.get("/account").await.expect(200)["id"])
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.call(Method::GET, path, None, &[]).await
    }

    pub async fn post(&self, path: &str, body: &Value) -> Answer {
        self.call(Method::POST, path, Some(body), &[]).await
    }

    pub async fn put(&self, path: &str, body: &Value) -> Answer {
        self.call(Method::PUT, path, Some(body), &[]).await
    }

    pub async fn delete(&self, path: &str) -> Answer {
        self.call(Method::DELETE, path, None, &[]).await
    }

    /// A call in a language.
    pub async fn call_in(&self, language: &str, method: Method, path: &str, body: Option<&Value>) -> Answer {
        self.call(method, path, body, &[(ACCEPT_LANGUAGE, language)]).await
    }

    /// A call with headers beside the token.
    pub async fn call(
        &self,
        method: Method,
        path: &str,
        body: impl Into<Content<'_>>,
        headers: &[(HeaderName, &str)],
    ) -> Answer {
        let token = self.token().await;
        self.send(method, path, body, Some(&token), headers).await
    }

    /// A call with the token that is given, or none.
    pub async fn send(
        &self,
        method: Method,
        path: &str,
        body: impl Into<Content<'_>>,
        token: Option<&str>,
        headers: &[(HeaderName, &str)],
    ) -> Answer {
        let url = format!("{}{path}", self.stack.api_url);
        let mut request = self.cloud.http.request(method, url);
        if let Some(token) = token {
            request = request.bearer_auth(token);
        }
        request = match body.into() {
            Content::Nothing => request,
            Content::Json(body) => request.json(body),
            Content::Form(form) => {
                request.header(CONTENT_TYPE, "application/x-www-form-urlencoded").body(form.to_owned())
            }
            Content::Png(bytes) => request.header(CONTENT_TYPE, "image/png").body(bytes.to_vec()),
        };
        for (name, value) in headers {
            request = request.header(name, *value);
        }
        let answer = request.send().await.expect("the API answers");
        let (status, headers) = (answer.status().as_u16(), answer.headers().clone());
        let bytes = answer.bytes().await.expect("a body").to_vec();
        let answer = Answer::new(status, headers, bytes);
        let recorded = format!("{:?}\n{}", answer.headers, answer.text);
        self.cloud.answers.lock().expect("no panic inside").push(recorded);
        answer
    }

    /// A whole list, page by page: `path` has a query, `name` is what the entries stand under.
    pub async fn listed(&self, path: &str, name: &str) -> Vec<Value> {
        let (mut found, mut cursor) = (Vec::new(), String::new());
        loop {
            let page = self.get(&format!("{path}{cursor}")).await.expect(200);
            found.extend(page[name].as_array().expect(name).clone());
            match page["next_cursor"].as_str() {
                Some(next) => cursor = format!("&cursor={}", next.replace('#', "%23")),
                None => return found,
            }
        }
    }

    /// Forgets the token, as a program does whose token was refused.
    pub async fn sign_in_anew(&self) {
        *self.token.lock().await = None;
    }

    /// Becomes a member by an invitation of an owner.
    pub async fn joins(&self, owner: &Person, workspace: &str, role: &str) {
        let invitation = json!({ "email": self.email, "role": role });
        owner.post(&format!("/workspaces/{workspace}/invitations"), &invitation).await.expect(201);
        let accept = format!("/invitations/{workspace}/accept");
        let joined = self.call(Method::POST, &accept, None, &[]).await.expect(200);
        assert_eq!(joined["role"], role);
    }

    /// An access token; those of Cognito live five minutes.
    pub async fn token(&self) -> String {
        let mut kept = self.token.lock().await;
        if let Some((token, since)) = kept.as_ref()
            && since.elapsed() < Duration::from_secs(200)
        {
            return token.clone();
        }
        let config = self.cloud.ministack.sdk_config();
        let client = &self.stack.user_pool_client_id;
        let token =
            local_cloud::sign_in(&config, client, &self.email, &self.password).await.expect("a token");
        *kept = Some((token.clone(), Instant::now()));
        token
    }
}

/// The text of a JSON value, which must be one.
#[track_caller]
pub fn text(value: &Value) -> String {
    value.as_str().unwrap_or_else(|| panic!("{value} is no text")).to_owned()
}
