package io.azimuth.application.identity.backend;

import io.azimuth.application.identity.GroupGraphs;
import io.azimuth.application.mount.MountTables;
import io.azimuth.application.port.store.IdentityRecords;
import io.azimuth.application.route.CoreCall;
import io.azimuth.domain.identity.Group;
import io.azimuth.domain.identity.GroupAlias;
import io.azimuth.domain.identity.GroupGraph;
import io.azimuth.domain.identity.GroupType;
import io.azimuth.spi.SecretGenerator;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.api.Value;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Creates and changes the alias of an external group; without a group it creates one. */
@Singleton
final class GroupAliasWrites {

  private final SecretGenerator secrets;
  private final GroupGraphs groups;
  private final MountTables mounts;
  private final GroupWrites groupWrites;

  @Inject
  GroupAliasWrites(
      SecretGenerator secrets, GroupGraphs groups, MountTables mounts, GroupWrites groupWrites) {
    this.secrets = secrets;
    this.groups = groups;
    this.mounts = mounts;
    this.groupWrites = groupWrites;
  }

  Answer write(CoreCall call) {
    GroupGraph graph = groups.of(call.work());
    Optional<Group> owner =
        IdentityFields.text(call.fields(), IdentityFields.ID)
            .map(
                id ->
                    graph
                        .ofAlias(id)
                        .orElseThrow(() -> RefusedException.invalid("invalid group alias ID")));
    Optional<GroupAlias> known = owner.flatMap(Group::alias);
    String name =
        IdentityFields.name(call.fields())
            .or(() -> known.map(GroupAlias::name))
            .orElseThrow(() -> RefusedException.invalid("missing alias name"));
    String accessor =
        IdentityFields.text(call.fields(), IdentityFields.MOUNT_ACCESSOR)
            .or(() -> known.map(GroupAlias::mountAccessor))
            .orElseThrow(() -> RefusedException.invalid("missing mount_accessor"));
    EntityAliasWrites.checkAccessor(mounts, call.work(), accessor);
    checkFree(graph, known, accessor, name);
    Group target = target(call, graph, owner, known);
    GroupAlias alias =
        known
            .map(before -> before.meaning(accessor, name, call.now()))
            .orElseGet(
                () -> new GroupAlias(secrets.uuid(), accessor, name, 0, call.now(), call.now()));
    stage(call, owner, target, alias);
    return Answer.data(
        Value.Obj.builder().put("id", alias.id()).put("canonical_id", target.id()).build());
  }

  private static void checkFree(
      GroupGraph graph, Optional<GroupAlias> known, String accessor, String name) {
    boolean taken =
        graph
            .aliased(accessor, name)
            .flatMap(Group::alias)
            .filter(other -> known.filter(k -> k.id().equals(other.id())).isEmpty())
            .isPresent();
    if (taken) {
      throw RefusedException.invalid("combination of mount and group alias name is already in use");
    }
  }

  private Group target(
      CoreCall call, GroupGraph graph, Optional<Group> owner, Optional<GroupAlias> known) {
    Optional<Group> requested =
        IdentityFields.text(call.fields(), IdentityFields.CANONICAL_ID)
            .map(
                id ->
                    graph
                        .group(id)
                        .orElseThrow(() -> RefusedException.invalid("invalid canonical ID")));
    Group target =
        requested
            .or(() -> owner)
            .orElseGet(() -> groupWrites.fresh(call, graph, GroupType.EXTERNAL));
    if (target.type() != GroupType.EXTERNAL) {
      throw RefusedException.invalid("alias can't be set on an internal group");
    }
    if (target.alias().isPresent() && !target.alias().equals(known)) {
      throw RefusedException.invalid("the group has an alias already");
    }
    return target;
  }

  // An alias that moves to another group takes its members along: their logins proved the alias,
  // not the group.
  private static void stage(CoreCall call, Optional<Group> owner, Group target, GroupAlias alias) {
    IdentityRecords records = call.work().identities();
    owner
        .filter(group -> !group.id().equals(target.id()))
        .ifPresent(group -> records.put(group.withAlias(Optional.empty(), call.now())));
    records.put(target.withAlias(Optional.of(alias), call.now()));
    call.work().beginEpoch();
  }
}
