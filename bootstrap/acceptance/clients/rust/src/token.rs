use vaultrs::api::token::requests::{CreateOrphanTokenRequest, CreateRoleTokenRequest};
use vaultrs::api::token::requests::{CreateTokenRequest, SetTokenRoleRequest};
use vaultrs::client::{Client, VaultClient};
use vaultrs::token::{self, role};

use crate::{check, client, refused, Done};

pub async fn tokens(root: &VaultClient) -> Done {
    let mut request = CreateTokenRequest::builder();
    request
        .policies(vec!["readers".into()])
        .ttl("10m")
        .display_name("rust");
    request.meta(std::collections::HashMap::from([(
        "team".to_string(),
        "a".to_string(),
    )]));
    let made = token::new(root, Some(&mut request)).await?;
    check(
        "made",
        made.policies == ["default", "readers"] && made.lease_duration == 600,
    );
    check(
        "a service token",
        made.token_type == "service" && made.renewable && !made.orphan,
    );

    let found = token::lookup(root, &made.client_token).await?;
    check(
        "looked up",
        found.id == made.client_token && found.creation_ttl == 600,
    );
    check(
        "what was said",
        found.display_name == "token-rust" && found.path == "auth/token/create",
    );
    check(
        "its notes",
        found.meta.is_some_and(|meta| meta["team"] == "a"),
    );
    let by_accessor = token::lookup_accessor(root, &made.accessor).await?;
    check(
        "by accessor",
        by_accessor.id.is_empty() && by_accessor.ttl <= 600,
    );

    let own = client(&made.client_token)?;
    check("itself", own.lookup().await?.accessor == made.accessor);
    check(
        "renewed",
        own.renew(Some("5m")).await?.lease_duration == 300,
    );
    check(
        "without a time",
        own.renew(None).await?.client_token == made.client_token,
    );
    let renewed = token::renew(root, &made.client_token, Some("20m")).await?;
    check("by another", renewed.lease_duration == 1200);
    let renewed = token::renew_accessor(root, &made.accessor, Some("6m")).await?;
    check("by its accessor", renewed.lease_duration == 360);
    refused(403, "permission denied", token::lookup(&own, "azs.unknown")).await;

    own.revoke().await?;
    refused(403, "", own.lookup()).await;
    refused(403, "bad token", token::lookup(root, &made.client_token)).await;
    let next = token::new(root, None).await?;
    check("a root token makes another", next.policies == ["root"]);
    token::revoke(root, &next.client_token).await?;
    kinds(root).await
}

async fn kinds(root: &VaultClient) -> Done {
    let mut request = CreateTokenRequest::builder();
    request
        .policies(vec!["readers".into()])
        .ttl("10m")
        .token_type("batch");
    let batch = token::new(root, Some(&mut request)).await?;
    check(
        "a batch token",
        batch.token_type == "batch" && !batch.renewable,
    );
    check("has no accessor", batch.accessor.is_empty());
    refused(400, "", token::renew(root, &batch.client_token, None)).await;

    let mut request = CreateTokenRequest::builder();
    request.policies(vec!["readers".into()]).num_uses(1u64);
    let once = token::new(root, Some(&mut request)).await?;
    let user = client(&once.client_token)?;
    check("used once", user.lookup().await?.num_uses <= 1);
    refused(403, "", user.lookup()).await;

    let mut request = CreateTokenRequest::builder();
    request.policies(vec!["readers".into()]).period("1h");
    let periodic = token::new(root, Some(&mut request)).await?;
    check("periodic", periodic.lease_duration == 3600);
    token::revoke_accessor(root, &periodic.accessor).await?;

    let mut request = CreateOrphanTokenRequest::builder();
    request.policies(vec!["readers".into()]);
    let orphan = token::new_orphan(root, Some(&mut request)).await?;
    check("an orphan", orphan.orphan);
    token::revoke_orphan(root, &orphan.client_token).await?;
    refused(403, "bad token", token::lookup(root, &orphan.client_token)).await;
    token::tidy(root).await?;
    Ok(())
}

pub async fn roles(root: &VaultClient) -> Done {
    let mut request = SetTokenRoleRequest::builder();
    request
        .allowed_policies(vec!["readers".into()])
        .orphan(true)
        .token_period("30m");
    role::set(root, "short", Some(&mut request)).await?;
    check("roles", role::list(root).await?.keys == ["short"]);
    let short = role::read(root, "short").await?;
    check(
        "a role",
        short.name == "short" && short.orphan && short.token_period == 1800,
    );
    check("its policies", short.allowed_policies == ["readers"]);
    let made = token::new_role(root, "short", None).await?;
    check(
        "made by it",
        made.policies == ["default", "readers"] && made.lease_duration == 1800,
    );
    let found = token::lookup(root, &made.client_token).await?;
    check("knows its role", found.role.as_deref() == Some("short"));
    let mut other = CreateRoleTokenRequest::builder();
    other.policies(vec!["writers".into()]);
    refused(400, "", token::new_role(root, "short", Some(&mut other))).await;
    role::delete(root, "short").await?;
    refused(404, "", role::read(root, "short")).await;
    Ok(())
}
