package io.azimuth.adapters.azure.arm;

import com.azure.core.exception.HttpResponseException;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpRequest;
import io.azimuth.adapters.azure.call.DirectoryFailures;
import io.azimuth.adapters.azure.pipeline.RawCall;
import io.azimuth.adapters.azure.pipeline.UnusableAnswerException;
import io.azimuth.domain.azure.evidence.ResourceFacts;
import io.azimuth.domain.azure.id.PrincipalId;
import io.azimuth.domain.azure.id.ResourceId;
import io.azimuth.domain.azure.id.ResourceType;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Resource Manager as one mount sees it. */
final class ArmSession {

  /** How many identities of one resource are asked for one by one. */
  static final int MAX_IDENTITIES = 32;

  private static final String PROBE = "/subscriptions?api-version=2022-12-01";
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
                clients.resources(subscription).getProviders().getAsync(namespace),
            clock);
  }

  /** The facts, or an error that {@link DirectoryFailures} can read. */
  Mono<ResourceFacts> ask(ResourceId id) {
    return get(id)
        .switchIfEmpty(Mono.error(() -> new UnusableAnswerException("the answer is empty")))
        .flatMap(resource -> complete(FactsReader.read(id, resource), resource));
  }

  /** Something that needs no right: the list of subscriptions is empty for who has none. */
  Mono<Boolean> probe() {
    return RawCall.send(clients.pipeline(), new HttpRequest(HttpMethod.GET, clients.address(PROBE)))
        .map(list -> true);
  }

  private Mono<ArmResource> get(ResourceId id) {
    String group = id.resourceGroup().value();
    if (id.type().equals(ResourceType.VIRTUAL_MACHINE)) {
      return clients
          .compute(id.subscription())
          .getVirtualMachines()
          .getByResourceGroupAsync(group, id.name())
          .map(ArmResource::of);
    }
    if (id.type().equals(ResourceType.SCALE_SET)) {
      return clients
          .compute(id.subscription())
          .getVirtualMachineScaleSets()
          .getByResourceGroupAsync(group, id.name())
          .map(ArmResource::of);
    }
    return id.isUserAssignedIdentity() ? getIdentity(id) : getAny(id);
  }

  private Mono<ArmResource> getIdentity(ResourceId id) {
    return clients
        .identities(id.subscription())
        .getByResourceGroupAsync(id.resourceGroup().value(), id.name())
        .map(ArmResource::of);
  }

  private Mono<ArmResource> getAny(ResourceId id) {
    return versions
        .of(id)
        .switchIfEmpty(Mono.error(() -> new UnusableAnswerException("the provider is empty")))
        .flatMap(
            version ->
                clients
                    .resources(id.subscription())
                    .getResources()
                    .getByIdAsync(path(id), version)
                    .doOnError(
                        thrown -> {
                          if (isAnswer(thrown, BAD_REQUEST)) {
                            versions.forget(id);
                          }
                        }))
        .map(ArmResource::of);
  }

  /** Flexible scale sets do not tell the principals of their identities; the identities do. */
  private Mono<ResourceFacts> complete(ResourceFacts facts, ArmResource resource) {
    Set<ResourceId> untold = FactsReader.withoutPrincipal(resource);
    if (untold.isEmpty()) {
      return Mono.just(facts);
    }
    if (untold.size() > MAX_IDENTITIES) {
      return Mono.error(
          new UnusableAnswerException("the resource has too many identities without principals"));
    }
    return Flux.fromIterable(untold)
        .flatMap(this::principals, AT_A_TIME)
        .collectList()
        .map(
            sets -> {
              Set<PrincipalId> all = new HashSet<>(facts.userAssigned());
              sets.forEach(all::addAll);
              return new ResourceFacts(
                  facts.id(), facts.location(), facts.systemAssigned(), all, facts.scaleSet());
            });
  }

  // An identity that is gone cannot sign in; any other failure must not look like "not on it".
  private Mono<Set<PrincipalId>> principals(ResourceId identity) {
    return getIdentity(identity)
        .switchIfEmpty(Mono.error(() -> new UnusableAnswerException("an identity is empty")))
        .map(resource -> FactsReader.read(identity, resource).userAssigned())
        .onErrorResume(thrown -> isAnswer(thrown, NOT_FOUND), thrown -> Mono.just(Set.of()));
  }

  private static boolean isAnswer(Throwable thrown, int status) {
    return thrown instanceof HttpResponseException answer
        && answer.getResponse() != null
        && answer.getResponse().getStatusCode() == status;
  }

  /** Without the leading slash, which the client adds; encoded, which it does not. */
  private static String path(ResourceId id) {
    return Stream.of(id.text().substring(1).split("/", -1))
        .map(segment -> URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20"))
        .collect(Collectors.joining("/"));
  }
}
