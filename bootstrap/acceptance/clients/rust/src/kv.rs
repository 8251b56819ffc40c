use std::collections::HashMap;

use serde::{Deserialize, Serialize};
use vaultrs::api::kv2::requests::SetSecretRequestOptions;
use vaultrs::api::kv2::requests::{SetConfigurationRequest, SetSecretMetadataRequest};
use vaultrs::client::VaultClient;
use vaultrs::{cubbyhole, kv1, kv2, sys};

use crate::{azure, check, refused, with_policies, Done};

const APP: &str = r#"
path "kv-v2/data/app/*" { capabilities = ["create", "read", "update", "delete"] }
path "kv-v2/+/app/*" { capabilities = ["create", "read", "update", "list", "delete"] }
path "plain/app/*" { capabilities = ["create", "read", "update", "delete", "list"] }"#;

const V2: &str = "kv-v2";
const DB: &str = "app/db";

#[derive(Serialize, Deserialize, PartialEq, Debug, Clone)]
struct Database {
    user: String,
    port: u16,
}

pub async fn versions(root: &VaultClient) -> Done {
    sys::policy::set(root, "app", APP).await?;
    let app = &azure::workload(root, "app").await?;
    let first = Database {
        user: "x".into(),
        port: 5432,
    };
    let next = Database {
        port: 5433,
        ..first.clone()
    };
    let cas = |cas| SetSecretRequestOptions { cas };
    let written = kv2::set_with_options(app, V2, DB, &first, cas(0)).await?;
    check(
        "the first version",
        written.version == 1 && !written.destroyed,
    );
    let stale = "check-and-set parameter did not match the current version";
    refused(
        400,
        stale,
        kv2::set_with_options(app, V2, DB, &next, cas(0)),
    )
    .await;
    let written = kv2::set_with_options(app, V2, DB, &next, cas(1)).await?;
    check("the second", written.version == 2);
    check("read", kv2::read::<Database>(app, V2, DB).await? == next);
    check(
        "the version before",
        kv2::read_version::<Database>(app, V2, DB, 1).await? == first,
    );
    refused(404, "", kv2::read_version::<Database>(app, V2, DB, 9)).await;
    kv2::set(app, V2, "app/sub/deep", &first).await?;
    check("listed", kv2::list(app, V2, "app").await? == ["db", "sub/"]);

    let mut request = SetSecretMetadataRequest::builder();
    let notes = HashMap::from([("owner".to_string(), "us".to_string())]);
    request
        .max_versions(5u64)
        .custom_metadata(notes.clone())
        .delete_version_after("1h");
    kv2::set_metadata(app, V2, DB, Some(&mut request)).await?;
    let known = kv2::read_metadata(app, V2, DB).await?;
    check(
        "metadata",
        known.current_version == 2 && known.max_versions == 5,
    );
    check("its notes", known.custom_metadata == Some(notes));
    check("its end", known.delete_version_after == "1h0m0s");
    ends(app).await?;
    config(root).await?;
    let other = with_policies(root, &["readers"]).await?;
    refused(
        403,
        "permission denied",
        kv2::read::<Database>(&other, V2, DB),
    )
    .await;
    refused(403, "permission denied", kv2::set(app, V2, "other", &first)).await;
    refused(403, "permission denied", kv2::list(app, V2, "")).await;
    Ok(())
}

/// Versions that are deleted, come back, and are destroyed.
async fn ends(app: &VaultClient) -> Done {
    kv2::delete_latest(app, V2, DB).await?;
    refused(404, "deletion_time", kv2::read::<Database>(app, V2, DB)).await;
    let known = kv2::read_metadata(app, V2, DB).await?;
    check("deleted", !known.versions["2"].deletion_time.is_empty());
    kv2::undelete_versions(app, V2, DB, vec![2]).await?;
    check(
        "back",
        kv2::read::<Database>(app, V2, DB).await?.port == 5433,
    );
    kv2::delete_versions(app, V2, DB, vec![1]).await?;
    refused(404, "", kv2::read_version::<Database>(app, V2, DB, 1)).await;
    kv2::destroy_versions(app, V2, DB, vec![1]).await?;
    check(
        "destroyed",
        kv2::read_metadata(app, V2, DB).await?.versions["1"].destroyed,
    );
    kv2::delete_metadata(app, V2, DB).await?;
    refused(404, "", kv2::read_metadata(app, V2, DB)).await;
    refused(404, "", kv2::list(app, V2, "app/none")).await;
    Ok(())
}

async fn config(root: &VaultClient) -> Done {
    let mut request = SetConfigurationRequest::builder();
    request
        .max_versions(3u64)
        .cas_required(true)
        .delete_version_after("24h");
    kv2::config::set(root, V2, Some(&mut request)).await?;
    let config = kv2::config::read(root, V2).await?;
    check(
        "configured",
        config.max_versions == 3 && config.cas_required,
    );
    check(
        "the end of versions",
        config.delete_version_after == "24h0m0s",
    );
    let new = HashMap::from([("a", "b")]);
    refused(400, "check-and-set", kv2::set(root, V2, "app/new", &new)).await;
    Ok(())
}

pub async fn plain(root: &VaultClient) -> Done {
    let app = &azure::workload(root, "app").await?;
    kv1::set(
        app,
        "plain",
        DB,
        &HashMap::from([("user", "x"), ("ttl", "30s")]),
    )
    .await?;
    let raw = kv1::get_raw(app, "plain", DB).await?;
    check(
        "the secret says how long it holds",
        raw.lease_duration == 30 && !raw.renewable,
    );
    kv1::set(app, "plain", DB, &HashMap::from([("user", "y")])).await?;
    let read: HashMap<String, String> = kv1::get(app, "plain", DB).await?;
    check("written over", read.len() == 1 && read["user"] == "y");
    let raw = kv1::get_raw(app, "plain", DB).await?;
    check("else as long as the mount says", raw.lease_duration == 7200);
    check(
        "listed",
        kv1::list(app, "plain", "app").await?.data.keys == ["db"],
    );
    kv1::delete(app, "plain", DB).await?;
    refused(404, "", kv1::get_raw(app, "plain", DB)).await;
    refused(
        403,
        "permission denied",
        kv1::get_raw(app, "plain", "other"),
    )
    .await;
    Ok(())
}

pub async fn cubbyhole(root: &VaultClient) -> Done {
    let own = &with_policies(root, &["readers"]).await?;
    cubbyhole::set(own, "cubbyhole", "mine", &HashMap::from([("a", "b")])).await?;
    let read: HashMap<String, String> = cubbyhole::get(own, "cubbyhole", "mine").await?;
    check("a token keeps its own", read["a"] == "b");
    check(
        "listed",
        cubbyhole::list(own, "cubbyhole", "").await?.data.keys == ["mine"],
    );
    refused(404, "", cubbyhole::get_raw(root, "cubbyhole", "mine")).await;
    cubbyhole::delete(own, "cubbyhole", "mine").await?;
    refused(404, "", cubbyhole::get_raw(own, "cubbyhole", "mine")).await;
    Ok(())
}
