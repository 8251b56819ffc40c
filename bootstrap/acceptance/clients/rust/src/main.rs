//! Drives a fresh server with vaultrs, unmodified.

mod azure;
mod identity;
mod kv;
mod sys;
mod token;

use std::future::Future;
use std::sync::atomic::{AtomicUsize, Ordering};

use vaultrs::client::{Client, VaultClient, VaultClientSettingsBuilder};
use vaultrs::error::ClientError;

/// The result of a part of the run: it ends with the first error.
pub type Done<T = ()> = Result<T, Box<dyn std::error::Error>>;

static CHECKS: AtomicUsize = AtomicUsize::new(0);

pub fn check(what: &str, holds: bool) {
    assert!(holds, "does not hold: {what}");
    CHECKS.fetch_add(1, Ordering::Relaxed);
    println!("ok: {what}");
}

/// The client knows the status of the refusal, and shows what the server said.
pub async fn refused<T>(
    status: u16,
    text: &str,
    call: impl Future<Output = Result<T, ClientError>>,
) {
    match call.await {
        Err(ClientError::APIError { code, errors }) => check(
            &format!("{status} says {text:?}"),
            code == status && (text.is_empty() || errors.iter().any(|error| error.contains(text))),
        ),
        // No list of errors: a version that was deleted is answered with what is known of it.
        Err(ClientError::RestClientError {
            source: rustify::errors::ClientError::ServerResponseError { code, content },
        }) => check(
            &format!("{status} comes with {text:?}"),
            code == status && content.is_some_and(|content| content.contains(text)),
        ),
        Err(other) => panic!("expected {status} {text:?}, got {other:?}"),
        Ok(_) => panic!("not refused, expected {status} {text:?}"),
    }
}

/// A client of its own with the token, or with none; the address comes from `VAULT_ADDR`.
pub fn client(token: &str) -> Done<VaultClient> {
    let settings = VaultClientSettingsBuilder::default().token(token).build()?;
    Ok(VaultClient::new(settings)?)
}

/// A client whose token has the policies, and ends after ten minutes.
pub async fn with_policies(root: &VaultClient, policies: &[&str]) -> Done<VaultClient> {
    let policies: Vec<String> = policies.iter().map(|name| name.to_string()).collect();
    let mut request = vaultrs::api::token::requests::CreateTokenRequest::builder();
    let made = vaultrs::token::new(root, Some(request.policies(policies).ttl("10m"))).await?;
    client(&made.client_token)
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Done {
    let mut root = client("")?;
    let (keys, token) = sys::open(&root).await?;
    root.set_token(&token);
    sys::policies(&root).await?;
    sys::mounts(&root).await?;
    token::tokens(&root).await?;
    token::roles(&root).await?;
    azure::azure(&root).await?;
    kv::versions(&root).await?;
    kv::plain(&root).await?;
    kv::cubbyhole(&root).await?;
    sys::wrapping(&root).await?;
    identity::entities(&root).await?;
    identity::groups(&root).await?;
    sys::seal(&root, &keys).await?;
    println!("rust: {} checks passed", CHECKS.load(Ordering::Relaxed));
    Ok(())
}
