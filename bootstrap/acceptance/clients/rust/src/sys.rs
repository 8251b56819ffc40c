use vaultrs::api::sys::requests::{EnableAuthRequest, EnableEngineDataConfig, EnableEngineRequest};
use vaultrs::api::sys::requests::{RandomRequest, ReadPolicyRequest};
use vaultrs::api::token::requests::CreateTokenRequest;
use vaultrs::api::ResponseWrapper;
use vaultrs::client::{Client, VaultClient};
use vaultrs::sys::{self, auth, mount, policy, remount, tools, wrapping, ServerStatus};
use vaultrs::token;

use crate::{check, client, refused, Done};

/// Initialises and unseals; returns the shares of the key and the root token.
pub async fn open(stranger: &VaultClient) -> Done<(Vec<String>, String)> {
    let at_first = stranger.status().await?;
    check(
        "not initialised at first",
        matches!(at_first, ServerStatus::UNINITIALIZED),
    );
    let made = sys::start_initialization(stranger, 3, 2, None).await?;
    check(
        "three shares",
        made.keys.len() == 3 && made.keys_base64.len() == 3,
    );
    check(
        "sealed after init",
        matches!(stranger.status().await?, ServerStatus::SEALED),
    );
    refused(503, "sealed", policy::list(stranger)).await;
    refused(
        400,
        "",
        sys::unseal(stranger, Some("no key".into()), None, None),
    )
    .await;
    unseal(stranger, &made.keys_base64).await?;
    let again = sys::start_initialization(stranger, 1, 1, None);
    refused(400, "already initialized", again).await;
    Ok((made.keys, made.root_token))
}

async fn unseal(stranger: &VaultClient, keys: &[String]) -> Done {
    let first = sys::unseal(stranger, Some(keys[0].clone()), None, None).await?;
    check(
        "one share is not enough",
        first.sealed && first.progress == 1 && first.threshold == 2,
    );
    let reset = sys::unseal(stranger, None, Some(true), None).await?;
    check("taken back", reset.progress == 0 && reset.n_shares == 3);
    sys::unseal(stranger, Some(keys[0].clone()), None, None).await?;
    let second = sys::unseal(stranger, Some(keys[1].clone()), None, None).await?;
    check("unsealed", !second.sealed);
    check("open", matches!(stranger.status().await?, ServerStatus::OK));
    let health = sys::health(stranger).await?;
    check(
        "healthy",
        health.initialized && !health.sealed && !health.standby,
    );
    check("no replication", health.replication_dr_mode == "disabled");
    Ok(())
}

pub async fn policies(root: &VaultClient) -> Done {
    policy::set(root, "readers", r#"path "x/*" { capabilities = ["read"] }"#).await?;
    let readers = policy::read(root, "readers").await?;
    check(
        "a policy",
        readers.name == "readers" && readers.rules.contains("x/*"),
    );
    policy::set(root, "passing", r#"path "y" { capabilities = ["read"] }"#).await?;
    check(
        "policies",
        policy::list(root)
            .await?
            .policies
            .contains(&"passing".into()),
    );
    policy::delete(root, "passing").await?;
    refused(404, "", policy::read(root, "passing")).await;
    refused(400, "", policy::set(root, "broken", "path {")).await;
    refused(
        403,
        "permission denied",
        policy::list(&client("azs.unknown")?),
    )
    .await;
    Ok(())
}

pub async fn mounts(root: &VaultClient) -> Done {
    let mut second = EnableEngineRequest::builder();
    let options = std::collections::HashMap::from([("version".to_string(), "2".to_string())]);
    mount::enable(root, "kv-v2", "kv", Some(second.options(options))).await?;
    let mut first = EnableEngineRequest::builder();
    let times = EnableEngineDataConfig {
        default_lease_ttl: Some("2h".into()),
        ..Default::default()
    };
    mount::enable(
        root,
        "plain",
        "kv",
        Some(first.description("one version").config(times)),
    )
    .await?;
    let all = mount::list(root).await?;
    check(
        "mounts",
        all["sys/"].mount_type == "system" && all["plain/"].mount_type == "kv",
    );
    check(
        "options",
        all["kv-v2/"]
            .options
            .as_ref()
            .is_some_and(|of| of["version"] == "2"),
    );
    check("times", all["plain/"].config.default_lease_ttl == 7200);
    let one = mount::get_configuration_of_a_secret_engine(root, "plain").await?;
    check(
        "one mount",
        one.description == "one version" && one.accessor == all["plain/"].accessor,
    );
    refused(
        400,
        "path is already in use",
        mount::enable(root, "plain", "kv", None),
    )
    .await;
    mount::enable(root, "passing", "kv", None).await?;
    let moved = remount::remount(root, "passing", "moved").await?;
    let status = remount::remount_status(root, &moved.migration_id).await?;
    check("moved", status.migration_info.status == "success");
    check(
        "from",
        status.migration_info.source_mount.starts_with("passing"),
    );
    mount::disable(root, "moved").await?;
    check("disabled", !mount::list(root).await?.contains_key("moved/"));
    let mut fleet = EnableAuthRequest::builder();
    auth::enable(
        root,
        "passing",
        "azure",
        Some(fleet.description("the fleet")),
    )
    .await?;
    let known = auth::list(root).await?;
    check("methods", known["token/"].mount_type == "token");
    check("the method", known["passing/"].description == "the fleet");
    auth::disable(root, "passing").await?;
    check("gone", !auth::list(root).await?.contains_key("passing/"));
    let mut random = RandomRequest::builder();
    let bytes = tools::random(root, Some(random.bytes(8u64).format("hex"))).await?;
    check("random bytes", bytes.random_bytes.len() == 16);
    Ok(())
}

pub async fn wrapping(root: &VaultClient) -> Done {
    let mut request = CreateTokenRequest::builder();
    let endpoint = request
        .policies(vec!["readers".into()])
        .ttl("10m")
        .build()?;
    let wrapped = endpoint.wrap(root).await?;
    check("the time to live", wrapped.info.ttl == 600);
    check(
        "where it came from",
        wrapped.info.creation_path == "auth/token/create",
    );
    let looked = wrapped.lookup(root).await?;
    check(
        "looked up",
        looked.creation_ttl == 600 && looked.creation_path == "auth/token/create",
    );

    let policy = ReadPolicyRequest::builder()
        .name("readers")
        .build()?
        .wrap(root)
        .await?;
    let read = policy.unwrap(root).await?;
    check("unwrapped", read.rules.contains("x/*"));
    let twice: Result<serde_json::Value, _> =
        wrapping::unwrap(root, Some(&policy.info.token)).await;
    refused(
        400,
        "wrapping token is not valid or does not exist",
        async { twice },
    )
    .await;
    let gone = policy.lookup(root).await;
    check(
        "gone",
        matches!(gone, Err(vaultrs::error::ClientError::WrapInvalidError)),
    );

    // A receiver who has nothing but the wrapping token.
    let other = ReadPolicyRequest::builder()
        .name("readers")
        .build()?
        .wrap(root)
        .await?;
    let receiver = client(&other.info.token)?;
    let received: serde_json::Value = wrapping::unwrap(&receiver, None).await?;
    check(
        "by the wrapping token itself",
        received["name"] == "readers",
    );
    token::revoke_accessor(root, &wrapped.info.accessor).await?;
    check("revoked unopened", wrapped.lookup(root).await.is_err());
    Ok(())
}

pub async fn seal(root: &VaultClient, keys: &[String]) -> Done {
    refused(403, "permission denied", sys::seal(&client("")?)).await;
    sys::seal(root).await?;
    check(
        "sealed",
        matches!(root.status().await?, ServerStatus::SEALED),
    );
    for key in &keys[1..] {
        sys::unseal(root, Some(key.clone()), None, None).await?;
    }
    check(
        "open by other shares",
        matches!(root.status().await?, ServerStatus::OK),
    );
    check(
        "the token lives on",
        root.lookup().await?.policies == ["root"],
    );
    Ok(())
}
