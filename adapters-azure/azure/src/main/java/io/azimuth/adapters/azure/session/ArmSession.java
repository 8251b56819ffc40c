package io.azimuth.adapters.azure.session;

import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpRequest;
import com.azure.resourcemanager.resources.fluent.models.GenericResourceInner;
import com.fasterxml.jackson.databind.JsonNode;
import io.azimuth.adapters.azure.call.DirectoryFailures;
import io.azimuth.adapters.azure.call.ResourceAbsence;
import io.azimuth.adapters.azure.pipeline.RawCall;
import io.azimuth.adapters.azure.pipeline.UnusableAnswerException;
import io.azimuth.azure.port.ResourceDirectory;
import io.azimuth.azure.port.SubscriptionList;
import io.azimuth.domain.azure.evidence.ResourceFacts;
import io.azimuth.domain.azure.fleet.MachineGroup;
import io.azimuth.domain.azure.id.PrincipalId;
import io.azimuth.domain.azure.id.ResourceId;
import io.azimuth.domain.azure.id.SubscriptionId;
import io.azimuth.domain.azure.rights.AzureScope;
import io.azimuth.domain.azure.rights.Grants;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Resource Manager as one mount sees it. */
public final class ArmSession {

  /** How many identities of one resource are asked for one by one. */
  public static final int MAX_IDENTITIES = 32;

  private static final String PROBE = "/subscriptions?api-version=2022-12-01";
  private static final String OWN_RIGHTS = "/providers/Microsoft.Authorization/permissions";
  private static final String RIGHTS_VERSION = "?api-version=2022-04-01";
  private static final int AT_A_TIME = 4;
  private static final int NOT_FOUND = 404;
  private static final int BAD_REQUEST = 400;

  private final ArmClients clients;
  private final ApiVersions versions;

  ArmSession(ArmClients clients, Clock clock) {
    this.clients = clients;
    this.versions =
        new ApiVersions(
            (subscription, namespace) ->
                clients.of(subscription).getProviders().getAsync(namespace),
            clock);
  }

  /** The facts, or an error that {@link DirectoryFailures} can read. */
  public Mono<ResourceFacts> ask(ResourceId id) {
    return get(id).flatMap(this::complete);
  }

  /**
   * Reads a list page by page, or an error that {@link DirectoryFailures} can read; the pages
   * before it are in the listing.
   */
  public Mono<Boolean> read(MachineListing listing) {
    MachineGroup group = listing.group();
    String query = "?api-version=" + ApiVersions.ofMachines(group.type());
    return readFrom(clients.address("/" + encoded(group.path()) + query), listing)
        .then(Mono.defer(() -> tellUntold(listing)))
        .thenReturn(true);
  }

  private Mono<Void> readFrom(String address, MachineListing listing) {
    return RawCall.send(clients.pipeline(), new HttpRequest(HttpMethod.GET, address), listing::add)
        .flatMap(next -> next.map(link -> readFrom(link, listing)).orElseGet(Mono::empty));
  }

  // Machines with an untold identity are left out of the list if there are too many of these.
  private Mono<Void> tellUntold(MachineListing listing) {
    Set<ResourceId> untold = listing.untold();
    return untold.size() > MAX_IDENTITIES
        ? Mono.empty()
        : tell(untold).doOnNext(listing::tell).then();
  }

  /** Something that needs no right: the list of subscriptions is empty for who has none. */
  public Mono<Boolean> probe() {
    return RawCall.send(
        clients.pipeline(),
        new HttpRequest(HttpMethod.GET, clients.address(PROBE)),
        subscriptions -> true);
  }

  /** What this identity may do there, or an error that {@link DirectoryFailures} can read. */
  public Mono<Grants> rights(AzureScope place) {
    String path = place.path() + OWN_RIGHTS;
    GrantListing listing = new GrantListing(path);
    return readFrom(clients.address("/" + encoded(path) + RIGHTS_VERSION), listing)
        .then(Mono.fromSupplier(listing::told));
  }

  private Mono<Void> readFrom(String address, GrantListing listing) {
    return RawCall.send(clients.pipeline(), new HttpRequest(HttpMethod.GET, address), listing::add)
        .flatMap(next -> next.map(link -> readFrom(link, listing)).orElseGet(Mono::empty));
  }

  /** The subscriptions in which this identity has a right, of the first page of their list. */
  public Mono<SubscriptionList> subscriptions() {
    return RawCall.send(
        clients.pipeline(),
        new HttpRequest(HttpMethod.GET, clients.address(PROBE)),
        ArmSession::subscriptions);
  }

  private static SubscriptionList subscriptions(JsonNode page) {
    JsonNode value = page.path("value");
    if (!value.isArray()) {
      throw new UnusableAnswerException("the answer lists no subscriptions");
    }
    List<SubscriptionId> ids = new ArrayList<>();
    for (JsonNode one : value) {
      SubscriptionId.parse(one.path("subscriptionId").asText()).ifPresent(ids::add);
    }
    boolean isLast = page.path("nextLink").asText("").isEmpty() || page.path("nextLink").isNull();
    int most = Math.min(ids.size(), ResourceDirectory.MAX_SUBSCRIPTIONS);
    return new SubscriptionList(ids.subList(0, most), isLast && most == ids.size());
  }

  private Mono<ArmResource> get(ResourceId id) {
    return versions
        .of(id)
        .switchIfEmpty(Mono.error(() -> new UnusableAnswerException("the provider is empty")))
        .flatMap(version -> get(id, version))
        .map(resource -> ArmResource.read(id, resource))
        .switchIfEmpty(Mono.error(() -> new UnusableAnswerException("the answer is empty")));
  }

  private Mono<GenericResourceInner> get(ResourceId id, String version) {
    return clients
        .of(id.subscription())
        .getResources()
        .getByIdAsync(path(id), version)
        .doOnError(
            thrown -> DirectoryFailures.isAnswer(thrown, BAD_REQUEST),
            refused -> versions.forget(id));
  }

  /** Flexible scale sets do not list the principals of their identities; the identities do. */
  private Mono<ResourceFacts> complete(ArmResource resource) {
    ResourceFacts facts = resource.facts();
    Set<ResourceId> untold = resource.untold();
    if (untold.isEmpty()) {
      return Mono.just(facts);
    }
    if (untold.size() > MAX_IDENTITIES) {
      return Mono.error(
          new UnusableAnswerException("the resource has too many identities without principals"));
    }
    return tell(untold).map(principals -> resource.told(principals).facts());
  }

  private Mono<Map<ResourceId, Set<PrincipalId>>> tell(Set<ResourceId> identities) {
    return Flux.fromIterable(identities)
        .flatMap(identity -> principals(identity).map(all -> Map.entry(identity, all)), AT_A_TIME)
        .collectMap(Map.Entry::getKey, Map.Entry::getValue);
  }

  // An identity that is gone cannot sign in; any other failure must not look like "not on it".
  private Mono<Set<PrincipalId>> principals(ResourceId identity) {
    return get(identity)
        .map(resource -> resource.facts().userAssigned())
        .onErrorResume(
            thrown -> DirectoryFailures.isAnswer(thrown, NOT_FOUND),
            thrown ->
                ResourceAbsence.isSaidOf(identity, thrown)
                    ? Mono.just(Set.of())
                    : Mono.error(new UnusableAnswerException("an identity cannot be read")));
  }

  /** Without the leading slash, which the client adds; encoded, which it does not. */
  private static String path(ResourceId id) {
    return encoded(id.text());
  }

  private static String encoded(String path) {
    return Stream.of(path.substring(1).split("/", -1))
        .map(segment -> URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20"))
        .collect(Collectors.joining("/"));
  }
}
