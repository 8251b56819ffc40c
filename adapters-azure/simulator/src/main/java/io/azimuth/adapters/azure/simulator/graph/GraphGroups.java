package io.azimuth.adapters.azure.simulator.graph;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.azimuth.adapters.azure.simulator.fleet.DirectoryMemberships;
import io.azimuth.adapters.azure.simulator.http.SimulatorAnswer;
import io.azimuth.adapters.azure.simulator.http.SimulatorRequest;
import io.azimuth.adapters.azure.simulator.state.LiveGroups;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Graph's questions for groups, of one collection of principals. */
public final class GraphGroups {

  /** More ids than this are not listed at once. */
  static final int MAX_RESULT = 11_000;

  /** The most groups that one check names. */
  static final int MAX_CHECKED = 20;

  private final GraphPrincipals collection;
  private final LiveGroups groups;
  private final GraphGate gate;
  private final GraphDocuments documents;
  private final GraphErrors errors;

  public GraphGroups(
      GraphPrincipals collection,
      LiveGroups groups,
      GraphGate gate,
      GraphDocuments documents,
      GraphErrors errors) {
    this.collection = collection;
    this.groups = groups;
    this.gate = gate;
    this.documents = documents;
    this.errors = errors;
  }

  /** Groups and, unless only security groups are wanted, directory roles. */
  SimulatorAnswer memberObjects(SimulatorRequest request) {
    return answer(
        request,
        it ->
            list(
                securityOnly(request)
                    ? it.security()
                    : it.members().stream().map(DirectoryMemberships.Member::id).toList()));
  }

  SimulatorAnswer memberGroups(SimulatorRequest request) {
    return answer(request, it -> list(securityOnly(request) ? it.security() : it.groups()));
  }

  /** Which of the named groups the principal is in. */
  SimulatorAnswer checked(SimulatorRequest request) {
    return answer(
        request,
        it -> {
          JsonNode named = GraphBody.read(request).path("groupIds");
          if (!named.isArray() || named.isEmpty() || named.size() > MAX_CHECKED) {
            return errors.badRequest("groupIds has 1 to " + MAX_CHECKED + " ids.");
          }
          Set<String> wanted = new HashSet<>();
          named.forEach(id -> wanted.add(id.asText()));
          return list(it.groups().stream().filter(wanted::contains).toList());
        });
  }

  /** The same with types, in pages. */
  SimulatorAnswer transitive(SimulatorRequest request) {
    return answer(request, it -> page(it.members(), request));
  }

  /** The same of groups only. */
  SimulatorAnswer transitiveGroups(SimulatorRequest request) {
    return answer(
        request,
        it ->
            page(
                it.members().stream().filter(member -> member.type().equals("group")).toList(),
                request));
  }

  private SimulatorAnswer page(
      List<DirectoryMemberships.Member> members, SimulatorRequest request) {
    return SimulatorAnswer.json(200, GraphPages.page(members, documents, request));
  }

  private static boolean securityOnly(SimulatorRequest request) {
    JsonNode wanted = GraphBody.read(request).path("securityEnabledOnly");
    if (!wanted.isBoolean() && !wanted.isMissingNode()) {
      throw new IllegalArgumentException(
          "Cannot convert the literal to the expected type 'Edm.Boolean'.");
    }
    return wanted.asBoolean(false);
  }

  private SimulatorAnswer list(List<String> ids) {
    if (ids.size() > MAX_RESULT) {
      return errors.error(
          400,
          "Directory_ResultSizeLimitExceeded",
          "The size of the result has exceeded the maximum of 11000 entries.");
    }
    ObjectNode document = documents.under("Collection(Edm.String)");
    ArrayNode value = document.putArray("value");
    ids.forEach(value::add);
    return SimulatorAnswer.json(200, document);
  }

  private SimulatorAnswer answer(
      SimulatorRequest request, Function<DirectoryMemberships, SimulatorAnswer> answer) {
    return gate.guard(
        request,
        caller -> {
          String objectId = request.variable("principal").orElse("");
          return groups
              .find(caller.tenantId(), objectId)
              .filter(collection::has)
              .map(it -> wellFormed(it.memberships(), answer))
              .orElseGet(() -> errors.notFound(objectId));
        },
        collection.readers());
  }

  private SimulatorAnswer wellFormed(
      DirectoryMemberships memberships, Function<DirectoryMemberships, SimulatorAnswer> answer) {
    try {
      return answer.apply(memberships);
    } catch (IllegalArgumentException e) {
      return errors.badRequest(String.valueOf(e.getMessage()));
    }
  }
}
