package io.azimuth.adapters.azure.graph;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpRequest;
import com.azure.core.management.exception.ManagementException;
import com.fasterxml.jackson.databind.JsonNode;
import io.azimuth.adapters.azure.pipeline.RawCall;
import io.azimuth.domain.azure.id.GroupId;
import java.util.HashSet;
import java.util.Set;
import reactor.core.publisher.Mono;

/** The groups of one principal, as many as Graph tells. */
final class GraphMemberships {

  /** More than this Graph does not tell in one answer. */
  static final int MAX_AT_ONCE = 11_000;

  private static final String TOO_MANY = "Directory_ResultSizeLimitExceeded";
  private static final String PAGE = "/transitiveMemberOf?$select=id,securityEnabled&$top=999";

  private final GraphSession session;
  private final String principal;

  /** Of the principal with that path below the version of the API. */
  GraphMemberships(GraphSession session, String principal) {
    this.session = session;
    this.principal = session.client().getEndpoint() + "/" + principal;
  }

  /** All security groups, also those it is in through others. */
  Mono<Set<GroupId>> groups() {
    HttpRequest request =
        new HttpRequest(HttpMethod.POST, principal + "/getMemberGroups")
            .setHeader(HttpHeaderName.CONTENT_TYPE, "application/json")
            .setBody("{\"securityEnabledOnly\":true}");
    return RawCall.send(session.repeating(), request)
        .map(GroupPage::ids)
        .onErrorResume(GraphMemberships::isTooMany, thrown -> paged());
  }

  private static boolean isTooMany(Throwable thrown) {
    return thrown instanceof ManagementException said
        && said.getResponse().getStatusCode() == 400
        && TOO_MANY.equals(said.getValue().getCode());
  }

  // The question bounds the number of pages, and the pipeline the host that they are on.
  private Mono<Set<GroupId>> paged() {
    return page(principal + PAGE)
        .expand(page -> page.next().map(this::page).orElseGet(Mono::empty))
        .collect(HashSet::new, (all, page) -> all.addAll(page.groups()));
  }

  private Mono<GroupPage> page(String address) {
    return RawCall.send(session.repeating(), new HttpRequest(HttpMethod.GET, address))
        .map((JsonNode body) -> GroupPage.of(body));
  }
}
