package io.azimuth.adapters.azure.graph;

import com.azure.core.management.exception.ManagementException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.azimuth.adapters.azure.session.GraphCalls;
import io.azimuth.domain.azure.id.GroupId;
import java.util.HashSet;
import java.util.Set;
import reactor.core.publisher.Mono;

/**
 * Asks for the groups of one principal, as many as Graph lists.
 *
 * @param principal its path
 */
record GroupCalls(GraphCalls graph, String principal) {

  /** Graph does not list more than this in one answer. */
  static final int MAX_AT_ONCE = 11_000;

  private static final String TOO_MANY = "Directory_ResultSizeLimitExceeded";
  private static final String PAGE = "/transitiveMemberOf?$select=id,securityEnabled&$top=999";

  /** All security groups, also those it is in through others. */
  Mono<Set<GroupId>> groups() {
    JsonNode security = JsonNodeFactory.instance.objectNode().put("securityEnabledOnly", true);
    return graph
        .post(principal + "/getMemberGroups", security, GroupReader::ids)
        .onErrorResume(GroupCalls::isTooMany, thrown -> paged());
  }

  private static boolean isTooMany(Throwable thrown) {
    return thrown instanceof ManagementException said
        && said.getResponse().getStatusCode() == 400
        && TOO_MANY.equals(said.getValue().getCode());
  }

  private Mono<Set<GroupId>> paged() {
    return graph
        .pages(principal + PAGE)
        .map(GroupReader::groups)
        .collect(HashSet::new, (all, groups) -> all.addAll(groups));
  }
}
