package io.azimuth.application.identity.backend;

import io.azimuth.application.identity.GroupGraphs;
import io.azimuth.application.route.CoreCall;
import io.azimuth.domain.identity.Group;
import io.azimuth.domain.identity.GroupGraph;
import io.azimuth.domain.identity.GroupType;
import io.azimuth.domain.text.Quoted;
import io.azimuth.spi.SecretGenerator;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.api.Value;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Creates and changes groups. */
@Singleton
final class GroupWrites {

  private static final int MAX_MEMBERS = 10_000; // their ids fit into one record

  private final SecretGenerator secrets;
  private final GroupGraphs groups;

  @Inject
  GroupWrites(SecretGenerator secrets, GroupGraphs groups) {
    this.secrets = secrets;
    this.groups = groups;
  }

  Answer write(CoreCall call) {
    GroupGraph graph = groups.of(call.work());
    Optional<String> name = IdentityFields.name(call.fields());
    Optional<GroupType> type = type(call);
    Optional<Group> known = known(call, graph, name);
    if (known.filter(group -> type.filter(t -> t != group.type()).isPresent()).isPresent()) {
      throw RefusedException.invalid("group type cannot be changed");
    }
    Group before = known.orElseGet(() -> fresh(call, graph, type.orElse(GroupType.INTERNAL)));
    Group changed =
        before.changed(
            name.orElse(before.name()),
            IdentityFields.policies(call.fields(), before.policies()),
            IdentityFields.metadata(call.fields(), IdentityFields.METADATA, before.metadata()),
            call.now());
    put(call, withMembers(call, graph, changed));
    return known.isPresent() ? new Answer.Empty() : created(changed);
  }

  private static void put(CoreCall call, Group group) {
    call.work().identities().put(group);
    call.work().beginEpoch();
  }

  private static Optional<GroupType> type(CoreCall call) {
    return IdentityFields.text(call.fields(), IdentityFields.TYPE)
        .map(
            word ->
                GroupType.parse(word)
                    .orElseThrow(
                        () -> RefusedException.invalid("invalid group type " + Quoted.of(word))));
  }

  private static Optional<Group> known(CoreCall call, GroupGraph graph, Optional<String> name) {
    Optional<Group> namesake = name.flatMap(graph::named);
    Optional<Group> known =
        IdentityFields.text(call.fields(), IdentityFields.ID)
            .map(
                id ->
                    graph
                        .group(id)
                        .orElseThrow(() -> RefusedException.invalid("group not found from id")))
            .or(() -> namesake);
    if (namesake.isPresent() && !namesake.equals(known)) {
      throw RefusedException.invalid("group name is already in use");
    }
    return known;
  }

  /** A new group with a generated name, not staged yet. */
  Group fresh(CoreCall call, GroupGraph graph, GroupType type) {
    String id = secrets.uuid();
    String shortName = "group_" + id.substring(0, 8);
    String name = graph.named(shortName).isPresent() ? "group_" + id : shortName;
    return Group.fresh(id, name, type, call.now());
  }

  private static Group withMembers(CoreCall call, GroupGraph graph, Group group) {
    Optional<List<String>> entities = call.fields().present(IdentityFields.MEMBER_ENTITIES);
    Optional<List<String>> nested = call.fields().present(IdentityFields.MEMBER_GROUPS);
    if (group.type() == GroupType.EXTERNAL) {
      refuseAny(entities, "member entities can't be set manually for external groups");
      refuseAny(nested, "member groups can't be set for external groups");
      return group;
    }
    List<String> memberEntities = sorted(entities.orElse(group.memberEntities()));
    List<String> memberGroups = sorted(nested.orElse(group.memberGroups()));
    ListPage.atMost(MAX_MEMBERS, memberEntities, "members of a group");
    ListPage.atMost(MAX_MEMBERS, memberGroups, "member groups of a group");
    checkEntities(call, group, memberEntities);
    checkGroups(graph, group, memberGroups);
    // The modify index stays: the whole write is one change and has increased it already.
    return new Group(
        group.id(),
        group.name(),
        group.type(),
        group.policies(),
        group.metadata(),
        memberEntities,
        memberGroups,
        Optional.empty(),
        group.modifyIndex(),
        group.created(),
        group.updated());
  }

  private static void refuseAny(Optional<List<String>> members, String sentence) {
    if (members.filter(sent -> !sent.isEmpty()).isPresent()) {
      throw RefusedException.invalid(sentence);
    }
  }

  // Terraform compares a set with the list that it reads, and sorts its own as Vault does.
  private static List<String> sorted(List<String> ids) {
    return ids.stream().distinct().sorted().toList();
  }

  private static void checkEntities(CoreCall call, Group group, List<String> ids) {
    Set<String> known = Set.copyOf(group.memberEntities());
    for (String id : ids) {
      if (!known.contains(id) && call.work().identities().entity(id).isEmpty()) {
        throw RefusedException.invalid("invalid entity ID " + Quoted.of(id));
      }
    }
  }

  private static void checkGroups(GroupGraph graph, Group group, List<String> ids) {
    for (String id : ids) {
      if (graph.group(id).isEmpty() && !id.equals(group.id())) {
        throw RefusedException.invalid("invalid group ID " + Quoted.of(id));
      }
      if (graph.wouldCycle(group.id(), List.of(id))) {
        throw RefusedException.invalid(
            "cyclic relationship detected for member group ID " + Quoted.of(id));
      }
    }
  }

  private static Answer created(Group group) {
    return Answer.data(Value.Obj.builder().put("id", group.id()).put("name", group.name()).build());
  }
}
