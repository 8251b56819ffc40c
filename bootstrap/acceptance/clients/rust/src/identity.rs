use std::collections::HashMap;

use vaultrs::api::identity::entity::requests::{
    CreateEntityByNameRequest, CreateEntityRequest, UpdateEntityByIdRequest,
};
use vaultrs::api::identity::entity_alias::requests::UpdateEntityAliasByIdRequest;
use vaultrs::api::identity::group::requests::{
    CreateGroupByNameRequest, CreateGroupRequest, UpdateGroupByIdRequest,
};
use vaultrs::client::{Client, VaultClient};
use vaultrs::identity::{entity, entity_alias, group, group_alias};
use vaultrs::sys::auth;

use crate::{azure, check, refused, Done};

pub async fn entities(root: &VaultClient) -> Done {
    let workload = azure::workload(root, "app").await?;
    let own = workload.lookup().await?.entity_id;
    let found = entity::read_by_id(root, &own).await?;
    check(
        "the login made an entity",
        found.aliases[0].name == azure::IDENTITY && !found.disabled,
    );

    let mut request = CreateEntityRequest::builder();
    let notes = HashMap::from([("team".to_string(), "a".to_string())]);
    request
        .name("one")
        .metadata(notes)
        .policies(vec!["readers".into()]);
    let one = entity::create(root, Some(&mut request)).await?;
    let read = entity::read_by_name(root, "one").await?;
    check(
        "made",
        read.id == one.id && read.policies == ["readers"] && read.aliases.is_empty(),
    );
    let mut request = UpdateEntityByIdRequest::builder();
    entity::update_by_id(root, &one.id, Some(request.name("uno").disabled(true))).await?;
    check("renamed", entity::read_by_id(root, &one.id).await?.disabled);
    let mut request = CreateEntityByNameRequest::builder();
    request.policies(vec!["writers".into()]);
    entity::create_or_update_by_name(root, "two", Some(&mut request)).await?;
    let names = entity::list_by_name(root).await?.keys;
    check(
        "names",
        names.contains(&"uno".into()) && names.contains(&"two".into()),
    );
    check("ids", entity::list_by_id(root).await?.keys.contains(&own));

    let accessor = auth::list(root).await?[&format!("{}/", azure::MOUNT)]
        .accessor
        .clone();
    let two = entity::read_by_name(root, "two").await?.id;
    let alias = entity_alias::create(root, "two", &two, &accessor, None).await?;
    let read = entity_alias::read_by_id(root, &alias.id).await?;
    check(
        "its alias",
        read.canonical_id == two && read.mount_type == "azure" && !read.local,
    );
    let mut request = UpdateEntityAliasByIdRequest::builder();
    request.custom_metadata(HashMap::from([("a".to_string(), "b".to_string())]));
    entity_alias::update_by_id(root, &alias.id, Some(&mut request)).await?;
    let listed = entity_alias::list_by_id(root).await?;
    check("aliases", listed.key_info[&alias.id].name == "two");
    check(
        "its notes",
        listed.key_info[&alias.id].custom_metadata.is_some(),
    );
    let conflict = entity::merge(root, vec![two.clone()], own.clone(), None);
    refused(400, "same mount accessor", conflict).await;
    entity_alias::delete_by_id(root, &alias.id).await?;
    refused(404, "", entity_alias::read_by_id(root, &alias.id)).await;

    entity::merge(root, vec![two.clone()], one.id.clone(), None).await?;
    refused(404, "", entity::read_by_name(root, "two")).await;
    let merged = entity::read_by_id(root, &one.id).await?.merged_entity_ids;
    check("merged", merged == Some(vec![two]));
    entity::batch_delete(root, vec![one.id.clone()]).await?;
    refused(404, "", entity::read_by_id(root, &one.id)).await;
    entity::delete_by_id(root, &own).await?;
    refused(403, "", workload.lookup()).await;
    Ok(())
}

pub async fn groups(root: &VaultClient) -> Done {
    let workload = azure::workload(root, "app").await?;
    let member = workload.lookup().await?.entity_id;
    let mut request = CreateGroupByNameRequest::builder();
    request
        .policies(vec!["readers".into()])
        .member_entity_ids(vec![member.clone()]);
    group::create_or_update_by_name(root, "team", Some(&mut request)).await?;
    let team = group::read_by_name(root, "team").await?;
    check(
        "the group",
        team.group_type == "internal" && team.member_entity_ids == Some(vec![member]),
    );
    let gained = workload.lookup().await?.identity_policies;
    check("adds its policies", gained == Some(vec!["readers".into()]));
    let mut request = UpdateGroupByIdRequest::builder();
    group::update_by_id(root, &team.id, Some(request.policies(vec![]))).await?;
    check(
        "and takes them away",
        workload
            .lookup()
            .await?
            .identity_policies
            .is_none_or(|of| of.is_empty()),
    );
    check("groups", group::list_by_name(root).await?.keys == ["team"]);

    let outer = CreateGroupRequest::builder()
        .group_type("external")
        .build()?;
    let outer = vaultrs::api::exec_with_result(root, outer).await?;
    let accessor = auth::list(root).await?[&format!("{}/", azure::MOUNT)]
        .accessor
        .clone();
    let alias = {
        let mut request =
            vaultrs::api::identity::group_alias::requests::CreateGroupAliasRequest::builder();
        group_alias::create(
            root,
            "fleet",
            &accessor,
            Some(request.canonical_id(outer.id.clone())),
        )
        .await?
    };
    check(
        "its alias",
        group_alias::read_by_id(root, &alias.id).await?.canonical_id == outer.id,
    );
    check(
        "aliases",
        group_alias::list_by_id(root).await?.keys == [alias.id.clone()],
    );
    group_alias::delete_by_id(root, &alias.id).await?;
    let read = group::read_by_id(root, &outer.id).await?;
    check(
        "external",
        read.group_type == "external" && read.member_entity_ids.is_none(),
    );
    group::delete_by_id(root, &outer.id).await?;
    group::delete_by_name(root, "team").await?;
    refused(404, "", group::list_by_id(root)).await;
    Ok(())
}
