//! The client has no Azure login: its JWT login at the mount, and endpoints of our own.

use rustify_derive::Endpoint;
use serde::Deserialize;
use vaultrs::api;
use vaultrs::auth::oidc;
use vaultrs::client::{Client, VaultClient};
use vaultrs::sys::{auth, policy};

use crate::{check, client, refused, Done};

pub const MOUNT: &str = "team-azure";
pub const IDENTITY: &str = "bbbbbbbb-0000-4000-8000-000000000001";
const TENANT: &str = "11111111-1111-1111-1111-111111111111";
const AUDIENCE: &str = "https://management.azure.com/";

#[derive(Endpoint)]
#[endpoint(path = "auth/{self.mount}/config", method = "POST")]
struct WriteConfig {
    #[endpoint(skip)]
    mount: String,
    tenant_id: String,
    resource: String,
    environment: String,
}

#[derive(Endpoint)]
#[endpoint(path = "auth/{self.mount}/role/{self.name}", method = "POST")]
struct WriteRole {
    #[endpoint(skip)]
    mount: String,
    #[endpoint(skip)]
    name: String,
    bound_service_principal_ids: Vec<String>,
    token_policies: Vec<String>,
    token_ttl: String,
}

#[derive(Endpoint)]
#[endpoint(path = "auth/{self.mount}/role/{self.name}", response = "Role")]
struct ReadRole {
    #[endpoint(skip)]
    mount: String,
    #[endpoint(skip)]
    name: String,
}

#[derive(Deserialize)]
struct Role {
    bound_service_principal_ids: Vec<String>,
    token_policies: Vec<String>,
    token_ttl: u64,
}

/// The documented login, with the names that the metadata service tells.
#[derive(Endpoint)]
#[endpoint(path = "auth/{self.mount}/login", method = "POST")]
struct Login {
    #[endpoint(skip)]
    mount: String,
    role: String,
    jwt: String,
    subscription_id: String,
    resource_group_name: String,
    vm_name: String,
}

#[derive(Deserialize)]
struct Answer {
    access_token: String,
}

#[derive(Deserialize)]
struct Instance {
    compute: Compute,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Compute {
    name: String,
    resource_group_name: String,
    subscription_id: String,
}

async fn metadata<T: serde::de::DeserializeOwned>(path: &str) -> Done<T> {
    let address = std::env::var("AZIMUTH_METADATA_ADDRESS")?;
    // No proxy and no certificates: the service answers on the machine itself, in the clear.
    let http = reqwest::Client::builder()
        .no_proxy()
        .tls_certs_only(Vec::new())
        .build()?;
    let request = http
        .get(format!("http://{address}/metadata/{path}"))
        .header("Metadata", "true");
    Ok(request.send().await?.error_for_status()?.json().await?)
}

async fn jwt() -> Done<String> {
    let path = format!("identity/oauth2/token?api-version=2018-02-01&resource={AUDIENCE}");
    Ok(metadata::<Answer>(&path).await?.access_token)
}

async fn write_role(root: &VaultClient, name: &str, policy: &str) -> Done {
    let role = WriteRole {
        mount: MOUNT.into(),
        name: name.into(),
        bound_service_principal_ids: vec![IDENTITY.into()],
        token_policies: vec![policy.into()],
        token_ttl: "1h".into(),
    };
    Ok(api::exec_with_empty(root, role).await?)
}

/// A workload that logged in with a role of the policy.
pub async fn workload(root: &VaultClient, policy: &str) -> Done<VaultClient> {
    write_role(root, policy, policy).await?;
    let mut workload = client("")?;
    let auth = oidc::login(&workload, MOUNT, &jwt().await?, Some(policy.into())).await?;
    workload.set_token(&auth.client_token);
    Ok(workload)
}

pub async fn azure(root: &VaultClient) -> Done {
    auth::enable(root, MOUNT, "azure", None).await?;
    let config = WriteConfig {
        mount: MOUNT.into(),
        tenant_id: TENANT.into(),
        resource: AUDIENCE.into(),
        environment: "lab".into(),
    };
    api::exec_with_empty(root, config).await?;
    write_role(root, "web", "readers").await?;
    let read = || ReadRole {
        mount: MOUNT.into(),
        name: "web".into(),
    };
    let role = api::exec_with_result(root, read()).await?;
    check(
        "the role",
        role.token_policies == ["readers"] && role.token_ttl == 3600,
    );
    check("is bound", role.bound_service_principal_ids == [IDENTITY]);
    check(
        "roles",
        oidc::role::list(root, MOUNT).await?.keys == ["web"],
    );

    let mut workload = client("")?;
    let login = oidc::login(&workload, MOUNT, &jwt().await?, Some("web".into())).await?;
    check("logged in", login.token_policies == ["default", "readers"]);
    check(
        "with an entity",
        !login.entity_id.is_empty() && login.orphan,
    );
    check(
        "and the role in its notes",
        login.metadata.is_some_and(|notes| notes["role"] == "web"),
    );
    workload.set_token(&login.client_token);
    check(
        "looked up",
        workload.lookup().await?.path == format!("auth/{MOUNT}/login"),
    );
    check(
        "renewed",
        workload.renew(Some("30m")).await?.lease_duration == 1800,
    );
    refused(403, "permission denied", policy::list(&workload)).await;

    let stranger = client("")?;
    let jwt = jwt().await?;
    refused(400, "role", oidc::login(&stranger, MOUNT, &jwt, None)).await;
    refused(
        400,
        "none",
        oidc::login(&stranger, MOUNT, &jwt, Some("none".into())),
    )
    .await;
    let forged = format!("{jwt}x");
    refused(
        403,
        "permission denied",
        oidc::login(&stranger, MOUNT, &forged, Some("web".into())),
    )
    .await;
    let instance: Instance = metadata("instance?api-version=2021-02-01").await?;
    let machine = Login {
        mount: MOUNT.into(),
        role: "web".into(),
        jwt,
        subscription_id: instance.compute.subscription_id,
        resource_group_name: instance.compute.resource_group_name,
        vm_name: instance.compute.name,
    };
    let auth = api::auth(&stranger, machine).await?;
    check(
        "logged in as a machine",
        auth.policies == ["default", "readers"],
    );

    workload.revoke().await?;
    refused(403, "", workload.lookup()).await;
    oidc::role::delete(root, MOUNT, "web").await?;
    refused(404, "", api::exec_with_result(root, read())).await;
    Ok(())
}
