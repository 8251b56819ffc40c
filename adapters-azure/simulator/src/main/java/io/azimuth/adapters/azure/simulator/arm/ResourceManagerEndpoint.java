package io.azimuth.adapters.azure.simulator.arm;

import io.azimuth.adapters.azure.simulator.fleet.ResourceTypes;
import io.azimuth.adapters.azure.simulator.http.SimulatorAnswer;
import io.azimuth.adapters.azure.simulator.http.SimulatorRequest;
import io.azimuth.adapters.azure.simulator.state.CatalogEntry;
import io.azimuth.adapters.azure.simulator.state.LiveFleet;
import io.azimuth.adapters.azure.simulator.state.ResourceCatalog;
import io.azimuth.domain.text.AsciiCase;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Resource Manager: reads of resources, of lists of identities and machines, of providers. */
public final class ResourceManagerEndpoint {

  private static final List<String> LISTED =
      List.of(ResourceTypes.VIRTUAL_MACHINE, ResourceTypes.SCALE_SET, ResourceTypes.IDENTITY);

  private final LiveFleet fleet;
  private final ResourceManagerGate gate;
  private final ResourceManagerState state;
  private final ResourceFaultInjector player;
  private final ResourceManagerHeaders headers;
  private final ListPages pages;
  private final URI base;

  public ResourceManagerEndpoint(
      LiveFleet fleet,
      ResourceManagerGate gate,
      ResourceManagerState state,
      ResourceFaultInjector player,
      ResourceManagerHeaders headers,
      URI base) {
    this.fleet = fleet;
    this.gate = gate;
    this.state = state;
    this.player = player;
    this.headers = headers;
    this.pages = new ListPages(base);
    this.base = base;
  }

  public SimulatorAnswer answer(SimulatorRequest request) {
    ResourcePath path = ResourcePath.of(request.path());
    state.counts().add(request.method(), path.key());
    ResourceCatalog catalog = fleet.catalog();
    SimulatorAnswer answer =
        gate.refuse(request, path, catalog).orElseGet(() -> throttled(request, path, catalog));
    return headers.on(answer, request);
  }

  private SimulatorAnswer throttled(
      SimulatorRequest request, ResourcePath path, ResourceCatalog catalog) {
    Duration pause = state.limit().take();
    if (!pause.isZero()) {
      return tooMany(pause, path);
    }
    ReadThrottle.Verdict verdict = state.throttle().take(path.key());
    if (verdict.refused()) {
      return tooMany(verdict.pause(), path);
    }
    SimulatorAnswer answer =
        state
            .faults()
            .take(path.key())
            .map(
                it ->
                    player.inject(it, () -> honest(request, path, catalog), address(request, path)))
            .orElseGet(() -> honest(request, path, catalog));
    return verdict.left().isEmpty()
        ? answer
        : answer.withHeader(
            "x-ms-ratelimit-remaining-resource", policy(path, verdict.left().getAsInt()));
  }

  private static SimulatorAnswer tooMany(Duration pause, ResourcePath path) {
    long seconds = Math.max(1, pause.plusMillis(999).toSeconds());
    return ResourceManagerErrors.error(
            429,
            "TooManyRequests",
            "The request is being throttled as the limit has been reached for this resource.")
        .withHeader("Retry-After", String.valueOf(seconds))
        .withHeader("x-ms-ratelimit-remaining-resource", policy(path, 0));
  }

  private static String policy(ResourcePath path, int left) {
    return path.namespace() + "/GetResource;" + left;
  }

  private SimulatorAnswer honest(
      SimulatorRequest request, ResourcePath path, ResourceCatalog catalog) {
    return switch (path.kind()) {
      case RESOURCE ->
          missingGroup(path, catalog)
              .orElseGet(
                  () ->
                      catalog
                          .find(path.key())
                          .map(it -> document(it, request))
                          .orElseGet(() -> ResourceManagerErrors.noSuchResource(path)));
      case LIST -> missingGroup(path, catalog).orElseGet(() -> list(request, path, catalog));
      case PROVIDER ->
          ProviderCatalog.document(path.subscriptionId(), path.namespace())
              .map(it -> SimulatorAnswer.json(200, it))
              .or(() -> ResourceManagerGate.noSuchNamespace(path))
              .orElseThrow();
      case SUBSCRIPTIONS ->
          SimulatorAnswer.json(200, Map.of("value", subscriptions(request, catalog)));
      case PERMISSIONS ->
          path.group()
              .flatMap(group -> missingGroup(path, catalog))
              .orElseGet(() -> SimulatorAnswer.json(200, GrantDocument.of(gate.grants(request))));
      case OTHER ->
          ResourceManagerErrors.error(
              404, "NotFound", "The simulated Resource Manager does not serve this address.");
    };
  }

  // Those of its tenant, for who has a right at all.
  private List<Map<String, String>> subscriptions(
      SimulatorRequest request, ResourceCatalog catalog) {
    if (gate.grants(request).isEmpty()) {
      return List.of();
    }
    return catalog.subscriptionsOf(gate.caller(request).tenantId()).stream()
        .map(id -> Map.of("id", "/subscriptions/" + id, "subscriptionId", id, "state", "Enabled"))
        .toList();
  }

  private static SimulatorAnswer document(CatalogEntry entry, SimulatorRequest request) {
    boolean instanceView =
        request
            .query()
            .text("$expand")
            .filter(it -> AsciiCase.equal(it, "instanceView"))
            .isPresent();
    return SimulatorAnswer.json(200, ResourceDocument.of(entry, instanceView));
  }

  private SimulatorAnswer list(
      SimulatorRequest request, ResourcePath path, ResourceCatalog catalog) {
    String type = path.namespace() + "/" + path.type();
    if (LISTED.stream().noneMatch(it -> AsciiCase.equal(type, it))) {
      return ResourceManagerErrors.error(
          404,
          "NotFound",
          "The simulated Resource Manager lists machines, scale sets and identities only.");
    }
    String group = path.group().orElse("");
    List<CatalogEntry> all = catalog.in(path.subscriptionId(), group, type);
    return SimulatorAnswer.json(200, pages.page(all, path, request));
  }

  private static Optional<SimulatorAnswer> missingGroup(
      ResourcePath path, ResourceCatalog catalog) {
    String group = path.group().orElse("");
    return catalog.hasGroup(path.subscriptionId(), group)
        ? Optional.empty()
        : Optional.of(
            ResourceManagerErrors.error(
                404,
                "ResourceGroupNotFound",
                "Resource group '%s' could not be found.".formatted(group)));
  }

  private String address(SimulatorRequest request, ResourcePath path) {
    return path.kind() == ResourcePath.Kind.LIST
        ? pages.link(path, request, ListPages.start(request))
        : base + path.text().substring(1);
  }
}
